using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MySite.Polls;

internal sealed class ChoiceConfiguration : IEntityTypeConfiguration<Choice>
{
    public void Configure(EntityTypeBuilder<Choice> choice)
    {
        choice.ToTable("Choices");
        choice.Property(c => c.ChoiceText).HasMaxLength(Choice.TextLength);
        choice.Property(c => c.Votes).HasDefaultValue(0);
        choice.HasOne(c => c.Question).WithMany(q => q.Choices).HasForeignKey(c => c.QuestionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
