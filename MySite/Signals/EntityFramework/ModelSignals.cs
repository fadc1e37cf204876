namespace MySite.Signals.EntityFramework;

/// <summary>Signals of the entities of every DbContext that opts in with <c>UseModelSignals</c>.</summary>
/// <remarks>
/// One signal for each entity type, matched exactly: a receiver of <c>PostSave&lt;Person&gt;()</c> does not hear an
/// <c>Employee</c> unless it is connected with <c>IncludingDerived()</c>; <c>PostSave&lt;object&gt;().IncludingDerived()</c>
/// hears everything. Each method returns the same object every time. ExecuteUpdate and ExecuteDelete raise only
/// <c>bulk_changed</c>; raw SQL, and what the database does by itself (cascades, triggers), raises nothing.
/// <para>
/// The synchronous SaveChanges cannot wait: a receiver that awaits before the save is an error, and one that awaits after it
/// is reported in the log, because the rows are written. With <c>acceptAllChangesOnSuccess: false</c> a change is announced by
/// the save that first writes it.
/// </para>
/// </remarks>
public static class ModelSignals
{
    /// <summary>Before an entity is inserted or updated.</summary>
    public static Signal<PreSave<TEntity>> PreSave<TEntity>()
        where TEntity : class => Of<TEntity>.PreSave;

    /// <summary>After an entity was inserted or updated.</summary>
    public static Signal<PostSave<TEntity>> PostSave<TEntity>()
        where TEntity : class => Of<TEntity>.PostSave;

    /// <summary>Before an entity is deleted.</summary>
    public static Signal<PreDelete<TEntity>> PreDelete<TEntity>()
        where TEntity : class => Of<TEntity>.PreDelete;

    /// <summary>After an entity was deleted.</summary>
    public static Signal<PostDelete<TEntity>> PostDelete<TEntity>()
        where TEntity : class => Of<TEntity>.PostDelete;

    /// <summary>When links of a many-to-many relation change, grouped by the entity of the first type.</summary>
    public static Signal<M2MChanged<TInstance, TRelated>> M2MChanged<TInstance, TRelated>()
        where TInstance : class
        where TRelated : class => Links<TInstance, TRelated>.M2MChanged;

    /// <summary>After ExecuteUpdate or ExecuteDelete changed rows of an entity type. Django is silent there.</summary>
    public static Signal<BulkChanged<TEntity>> BulkChanged<TEntity>()
        where TEntity : class => Of<TEntity>.BulkChanged;

    /// <summary>
    /// When a query has made an entity out of a row; only of contexts with <see cref="ModelSignalsOptions.RaisesPostInit"/>.
    /// </summary>
    public static Signal<PostInit<TEntity>> PostInit<TEntity>()
        where TEntity : class => Of<TEntity>.PostInit;

    private static class Of<TEntity>
        where TEntity : class
    {
        public static readonly Signal<PreSave<TEntity>> PreSave =
            new("pre_save", typeof(TEntity)) { StoredWhen = StoredWhen.Never };
        public static readonly Signal<PostSave<TEntity>> PostSave =
            new("post_save", typeof(TEntity)) { StoredWhen = StoredWhen.Saved };
        public static readonly Signal<PreDelete<TEntity>> PreDelete =
            new("pre_delete", typeof(TEntity)) { StoredWhen = StoredWhen.Never };
        public static readonly Signal<PostDelete<TEntity>> PostDelete =
            new("post_delete", typeof(TEntity)) { StoredWhen = StoredWhen.Saved };
        public static readonly Signal<BulkChanged<TEntity>> BulkChanged = new("bulk_changed", typeof(TEntity));
        public static readonly Signal<PostInit<TEntity>> PostInit =
            new("post_init", typeof(TEntity)) { StoredWhen = StoredWhen.Never };
    }

    private static class Links<TInstance, TRelated>
        where TInstance : class
        where TRelated : class
    {
        public static readonly Signal<M2MChanged<TInstance, TRelated>> M2MChanged =
            new("m2m_changed", typeof(TInstance)) { StoredWhen = StoredWhen.Saved };
    }
}
