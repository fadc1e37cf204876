using System.Reflection;
using MySite.Admin.History.Receivers;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Admin.History;

/// <summary>Hears what is done to a declared model, to what its collections hold, and to its links.</summary>
internal static class HistoryReceivers
{
    private const BindingFlags Own = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // The types are known when the program runs, and signals have a type for each of them.
    public static void Connect(ISignalHub hub, Type entity)
    {
        Connect(nameof(Rows), hub, entity);
        foreach (var item in entity.GetProperties().Select(ItemOf).OfType<Type>().Distinct())
        {
            Connect(nameof(Rows), hub, item);
            if (!item.GetProperties().Any(property => property.PropertyType == entity))
                Connect(nameof(Links), hub, entity, item);
        }
    }

    /// <summary>Who is in which group, and who may do what.</summary>
    public static void ConnectGrants(ISignalHub hub)
    {
        foreach (var row in Grant.Rows)
            Connect(nameof(Grants), hub, row);
    }

    private static void Grants<TRow>(ISignalHub hub)
        where TRow : class
    {
        hub.On(ModelSignals.PostSave<TRow>()).Call<RecordGrant<TRow>>();
        hub.On(ModelSignals.PostDelete<TRow>()).Call<RecordGrantLoss<TRow>>();
    }

    private static void Rows<TEntity>(ISignalHub hub)
        where TEntity : class
    {
        hub.On(ModelSignals.PostSave<TEntity>()).Call<RecordSave<TEntity>>();
        hub.On(ModelSignals.PostDelete<TEntity>()).Call<RecordDeletion<TEntity>>();
    }

    private static void Links<TEntity, TRelated>(ISignalHub hub)
        where TEntity : class
        where TRelated : class =>
        hub.On(ModelSignals.M2MChanged<TEntity, TRelated>()).Call<RecordLinks<TEntity, TRelated>>();

    private static void Connect(string method, ISignalHub hub, params Type[] types) =>
        typeof(HistoryReceivers).GetMethod(method, Own)!.MakeGenericMethod(types).Invoke(null, [hub]);

    private static Type? ItemOf(PropertyInfo property) => property.PropertyType.GetInterfaces().Append(property.PropertyType)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(type => type.GenericTypeArguments[0])
        .FirstOrDefault(item => item.IsClass && item != typeof(string));
}
