using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MySite.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class OutboxIndices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessages_DoneAt_DeadAt_CreatedAt",
                table: "OutboxMessages",
                columns: new[] { "DoneAt", "DeadAt", "CreatedAt" },
                filter: "\"DoneAt\" IS NULL AND \"DeadAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessages_Receiver_Id",
                table: "OutboxMessages",
                columns: new[] { "Receiver", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboxMessages_DoneAt_DeadAt_CreatedAt",
                table: "OutboxMessages");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMessages_Receiver_Id",
                table: "OutboxMessages");
        }
    }
}
