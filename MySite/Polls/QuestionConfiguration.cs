using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MySite.Polls;

internal sealed class QuestionConfiguration : IEntityTypeConfiguration<Question>
{
    public void Configure(EntityTypeBuilder<Question> question)
    {
        question.ToTable("Questions");
        question.Property(q => q.QuestionText).HasMaxLength(Question.TextLength);
        question.Property(q => q.Version).IsConcurrencyToken();
        question.HasIndex(q => q.PubDate);
        question.HasMany(q => q.Tags).WithMany(t => t.Questions).UsingEntity(
            "QuestionTag",
            tag => tag.HasOne(typeof(Tag)).WithMany().HasForeignKey("TagId"),
            side => side.HasOne(typeof(Question)).WithMany().HasForeignKey("QuestionId"),
            join => join.ToTable("QuestionTags"));
    }
}
