using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Tests.Support;

/// <summary>
/// Hands all sites of the tests the same model, which each would build anew, as each has services of its own: a twelfth of the
/// processor time of a test.
/// </summary>
internal sealed class SharedModelSource(ModelSourceDependencies dependencies) : ModelSource(dependencies)
{
    private static readonly ConcurrentDictionary<(Type Context, Type Customizer, bool DesignTime), Lazy<IModel>> Models = [];

    private readonly Type _customizer = dependencies.ModelCustomizer.GetType();

    public override IModel GetModel(
        DbContext context, ModelCreationDependencies modelCreationDependencies, bool designTime) => Models
            .GetOrAdd(
                (context.GetType(), _customizer, designTime),
                _ => new(() => base.GetModel(context, modelCreationDependencies, designTime)))
            .Value;
}
