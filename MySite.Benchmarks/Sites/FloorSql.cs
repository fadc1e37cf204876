namespace MySite.Benchmarks.Sites;

/// <summary>What the site sends to SQLite, word for word but for line breaks.</summary>
internal static class FloorSql
{
    public const string Index =
        """
        SELECT "q1"."Id", "q1"."QuestionText", "q1"."PubDate", "c0"."Votes", "c0"."Id", "s"."Name", "s"."QuestionId", "s"."TagId",
            "s"."Id"
        FROM (
            SELECT "q"."Id", "q"."QuestionText", "q"."PubDate"
            FROM "Questions" AS "q"
            WHERE "q"."PubDate" <= @now AND EXISTS (
                SELECT 1
                FROM "Choices" AS "c"
                WHERE "q"."Id" = "c"."QuestionId")
            ORDER BY "q"."PubDate" DESC, "q"."Id" DESC
            LIMIT 5
        ) AS "q1"
        LEFT JOIN "Choices" AS "c0" ON "q1"."Id" = "c0"."QuestionId"
        LEFT JOIN (
            SELECT "t"."Name", "q0"."QuestionId", "q0"."TagId", "t"."Id"
            FROM "QuestionTags" AS "q0"
            INNER JOIN "Tags" AS "t" ON "q0"."TagId" = "t"."Id"
        ) AS "s" ON "q1"."Id" = "s"."QuestionId"
        ORDER BY "q1"."PubDate" DESC, "q1"."Id" DESC, "c0"."Id", "s"."Name", "s"."QuestionId", "s"."TagId"
        """;

    public const string Next =
        """
        SELECT MIN("q"."PubDate")
        FROM "Questions" AS "q"
        WHERE "q"."PubDate" > @now
        """;

    public const string Question =
        """
        SELECT "q1"."Id", "q1"."QuestionText", "q1"."PubDate", "s"."Name", "s"."QuestionId", "s"."TagId", "s"."Id", "c0"."Id",
            "c0"."ChoiceText", "c0"."Votes"
        FROM (
            SELECT "q"."Id", "q"."QuestionText", "q"."PubDate"
            FROM "Questions" AS "q"
            WHERE "q"."PubDate" <= @now AND EXISTS (
                SELECT 1
                FROM "Choices" AS "c"
                WHERE "q"."Id" = "c"."QuestionId") AND "q"."Id" = @id
            LIMIT 2
        ) AS "q1"
        LEFT JOIN (
            SELECT "t"."Name", "q0"."QuestionId", "q0"."TagId", "t"."Id"
            FROM "QuestionTags" AS "q0"
            INNER JOIN "Tags" AS "t" ON "q0"."TagId" = "t"."Id"
        ) AS "s" ON "q1"."Id" = "s"."QuestionId"
        LEFT JOIN "Choices" AS "c0" ON "q1"."Id" = "c0"."QuestionId"
        ORDER BY "q1"."Id", "s"."Name", "s"."QuestionId", "s"."TagId", "s"."Id", "c0"."Id"
        """;

    public const string Vote =
        """
        UPDATE "Choices" AS "c"
        SET "Votes" = "c"."Votes" + 1
        FROM "Questions" AS "q"
        WHERE "c"."QuestionId" = "q"."Id" AND "c"."Id" = @choiceId AND "c"."QuestionId" = @questionId AND "q"."PubDate" <= @now
        """;
}
