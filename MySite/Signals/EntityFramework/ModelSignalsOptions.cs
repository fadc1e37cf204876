namespace MySite.Signals.EntityFramework;

/// <summary>What a context that raises model signals does beyond the rest. Everything here costs queries, so it is off.</summary>
public sealed class ModelSignalsOptions
{
    /// <summary>
    /// Before it deletes, loads the dependents that the database would delete along, as far as somebody listens to their
    /// <c>pre_delete</c> or <c>post_delete</c>, or to the links that they lose. Off unless set.
    /// </summary>
    /// <remarks>
    /// Django's collector does this. The dependents become tracked and are deleted by the save, one row each, so a dependent
    /// that somebody else deletes meanwhile makes the save fail with a DbUpdateConcurrencyException, as tracked ones always do.
    /// Filters of the model do not apply, because they do not apply to the database's cascade either. Nothing is loaded when
    /// nobody listens.
    /// </remarks>
    public bool LoadsDependents { get; set; }

    /// <summary>Raises <c>post_init</c> for every row that a query turns into an entity. Off unless set.</summary>
    /// <remarks>
    /// Puts an interceptor into every query of the context, which costs each row a look-up even if nobody listens.
    /// </remarks>
    public bool RaisesPostInit { get; set; }
}
