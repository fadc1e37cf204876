using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace MySite.Polls;

[OutputCache(PolicyName = PollPagePolicy.Name)]
internal sealed class IndexModel(PollCache polls) : PageModel
{
    public IReadOnlyList<PollCard> Polls { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Polls = await polls.GetListAsync(cancellationToken);
}
