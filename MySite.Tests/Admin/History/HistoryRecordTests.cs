using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.History;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.History;

/// <summary>What the receivers write, whoever saves.</summary>
public abstract class HistoryRecordTests(DatabaseServer server) : HistoryTests(server)
{
    [Fact]
    public async Task An_addition_is_noted_with_all_values_with_its_rows_and_its_links()
    {
        var question = Poll(choices: ["The sky"]);
        question.Tags.Add(new Tag("life"));
        await SaveAsync(question);

        Assert.Equal(
            [
                $"Added polls.choice 'The sky' of 'What's up?': Id: {question.Choices[0].Id}, Choice text: “The sky”, "
                    + $"Question id: {question.Id}, Votes: 0",
                $"Added polls.question 'What's up?': Id: {question.Id}, Pub date: 15 Jun 2035, 12:00 UTC, "
                    + "Question text: “What's up?”, Tags: added “life”",
                $"Added polls.tag 'life': Id: {question.Tags[0].Id}, Name: “life”, Questions: added “What's up?”",
            ],
            (await LinesAsync()).Order(StringComparer.Ordinal));
        Assert.Single((await LogAsync()).Select(entry => entry.Operation).Distinct());
    }

    [Fact]
    public async Task A_change_is_noted_with_the_old_and_the_new_value()
    {
        var question = await SavedAsync(Poll());

        await ChangeAsync(question.Id, found => found.QuestionText = "What's new?");

        Assert.Equal(
            ["Changed polls.question 'What's new?': Question text: “What's up?” → “What's new?”"], await LinesAsync(skip: 1));
        var entry = (await LogAsync())[^1];
        Assert.Equal($"{question.Id}", entry.ObjectId);
        Assert.Equal(Now, entry.Time);
    }

    [Fact]
    public async Task A_row_that_is_edited_on_the_page_of_another_tells_whose_it_is()
    {
        var question = await SavedAsync(Poll(choices: ["The sky"]));

        await InScopeAsync(async db =>
        {
            (await db.Set<Choice>().SingleAsync(Cancel)).Votes = 4;
            return await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal(["Changed polls.choice 'The sky' of 'What's up?': Votes: 0 → 4"], await LinesAsync(skip: 2));
        var entry = (await LogAsync())[^1];
        Assert.Equal(("polls.question", $"{question.Id}"), (entry.ParentModel, entry.ParentId));
    }

    [Fact]
    public async Task Links_that_come_and_go_are_noted_of_the_object_on_whose_page_they_are_edited()
    {
        var question = Poll();
        question.Tags.Add(new Tag("life"));
        await SaveAsync(question, new Tag("fun"));
        var before = (await LogAsync()).Count;

        await InScopeAsync(async db =>
        {
            var found = await db.Set<Question>().Include(q => q.Tags).SingleAsync(Cancel);
            found.Tags.Clear();
            found.Tags.Add(await db.Set<Tag>().SingleAsync(tag => tag.Name == "fun", Cancel));
            return await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal(
            ["Changed polls.question 'What's up?': Tags: removed “life”, Tags: added “fun”"], await LinesAsync(before));
    }

    [Fact]
    public async Task A_deletion_is_noted_with_all_values_and_with_what_goes_along()
    {
        var question = Poll(choices: ["The sky"]);
        question.Tags.Add(new Tag("life"));
        question.Choices[0].Votes = 6;
        await SaveAsync(question);

        await DeleteAsync<Question>(question.Id);

        Assert.Equal(
            [
                $"Deleted polls.choice 'The sky' of 'What's up?': Id: {question.Choices[0].Id}, Choice text: “The sky”, "
                    + $"Question id: {question.Id}, Votes: 6",
                $"Deleted polls.question 'What's up?': Id: {question.Id}, Pub date: 15 Jun 2035, 12:00 UTC, "
                    + "Question text: “What's up?”, Tags: removed “life”",
            ],
            (await LinesAsync(skip: 3)).Order(StringComparer.Ordinal));
        Assert.Single((await LogAsync()).Skip(3).Select(entry => entry.Operation).Distinct());
    }

    [Fact]
    public async Task A_choice_that_is_taken_out_of_its_question_is_noted_as_deleted()
    {
        var question = await SavedAsync(Poll(choices: ["The sky", "Not much"]));

        await ChangeAsync(question.Id, found => found.Choices.RemoveAt(0));

        var entry = Assert.Single((await LogAsync()).Skip(3));
        Assert.Equal((LogAction.Deleted, "The sky", $"{question.Id}"), (entry.Action, entry.ObjectText, entry.ParentId));
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_trace()
    {
        await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            db.Add(Poll());
            return await db.SaveChangesAsync(Cancel);
        });

        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task The_saves_of_one_transaction_are_one_operation()
    {
        await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            db.Add(Poll());
            await db.SaveChangesAsync(Cancel);
            db.Add(Poll("Tabs or spaces?"));
            await db.SaveChangesAsync(Cancel);
            await transaction.CommitAsync(Cancel);
            return 0;
        });

        var log = await LogAsync();
        Assert.Equal(2, log.Count);
        Assert.Single(log.Select(entry => entry.Operation).Distinct());
    }

    [Fact]
    public async Task A_history_that_cannot_be_written_fails_no_save_and_leaves_nothing_behind_in_the_context()
    {
        await InScopeAsync(db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "LogEntries" RENAME TO "Elsewhere" """, Cancel));

        var question = await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var added = Poll();
            db.Add(added);
            await db.SaveChangesAsync(Cancel);
            Assert.Empty(db.ChangeTracker.Entries<LogEntry>());
            await transaction.CommitAsync(Cancel);
            return added;
        });

        Assert.Equal(question.Id, await InScopeAsync(db => db.Set<Question>().Select(q => q.Id).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_save_that_does_not_wait_is_noted_too()
    {
        await InScopeAsync(db =>
        {
            db.Add(Poll(choices: ["The sky"]));
#pragma warning disable CA1849, S6966 // That is what it is about.
            return Task.FromResult(db.SaveChanges());
#pragma warning restore CA1849, S6966
        });

        Assert.Equal(2, (await LogAsync()).Count);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_cut_and_never_through_a_character()
    {
        await SaveAsync(new Question($"{new string('a', 198)}😀", Now), new Question(new string('b', 200), Now));

        Assert.Equal([200, 200], (await LogAsync()).Select(entry => entry.ObjectText.Length));
    }

    [Fact]
    public async Task Votes_are_no_changes()
    {
        var question = await SavedAsync(Poll(choices: ["The sky"]));

        await using (var scope = Site.Services.CreateAsyncScope())
            Assert.True(await scope.ServiceProvider.GetRequiredService<Voting>()
                .CastAsync(question.Id, question.Choices[0].Id));

        Assert.Equal(2, (await LogAsync()).Count);
    }

    [Fact]
    public async Task What_nobody_declared_has_no_history()
    {
        await Site.CreateSignedInVisitorAsync("ada");
        await SaveAsync(new MySite.Accounts.Profile
        {
            UserId = await InScopeAsync(db => db.Users.Select(user => user.Id).SingleAsync(Cancel)),
            DisplayName = "Ada",
        });

        Assert.DoesNotContain(await LogAsync(), entry => entry.Model == "accounts.profile");
    }
}

public sealed class HistoryRecordTestsOnSqlite() : HistoryRecordTests(DatabaseServer.Sqlite);

public sealed class HistoryRecordTestsOnPostgreSql() : HistoryRecordTests(DatabaseServer.PostgreSql);
