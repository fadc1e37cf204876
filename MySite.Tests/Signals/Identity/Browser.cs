using System.Net.Http.Json;
using System.Text.Json;

namespace MySite.Tests.Signals.Identity;

/// <summary>A browser with its own cookies; the test decides what the server does with each of its requests.</summary>
internal sealed class Browser(AccountHost host, HttpClient client)
{
    internal HttpResponseMessage? Last { get; private set; }

    internal Task InRequestAsync(Func<Visit, Task> act) => InRequestAsync<object?>(async visit =>
    {
        await act(visit);
        return null;
    });

    internal async Task<T> InRequestAsync<T>(Func<Visit, Task<T>> act)
    {
        var result = default(T);
        var number = host.Expect(async context => result = await act(new Visit(context)));
        Last = await client.PostAsync($"/act/{number}", content: null, TestContext.Current.CancellationToken);
        Last.EnsureSuccessStatusCode();
        return result!;
    }

    internal async Task GetAsync(string url)
    {
        Last = await client.GetAsync(url, TestContext.Current.CancellationToken);
        Last.EnsureSuccessStatusCode();
    }

    internal async Task<JsonElement?> PostAsync(string url, object body, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = bearer is null ? null : new("Bearer", bearer);
        Last = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await Last.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : null;
    }
}
