using MySite.Admin.Models;

namespace MySite.Tests.Admin.Library;

internal sealed class WriterAdmin : ModelAdmin<Writer>;
