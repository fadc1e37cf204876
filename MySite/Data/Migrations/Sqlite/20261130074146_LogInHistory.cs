using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MySite.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LogInHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "EmailLinkSent",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LogIns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Time = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Succeeded = table.Column<bool>(type: "INTEGER", nullable: false),
                    RemoteAddress = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    UserAgent = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LogIns", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LogIns_Time",
                table: "LogIns",
                column: "Time");

            migrationBuilder.CreateIndex(
                name: "IX_LogIns_UserId_Time",
                table: "LogIns",
                columns: new[] { "UserId", "Time" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LogIns");

            migrationBuilder.DropColumn(
                name: "EmailLinkSent",
                table: "AspNetUsers");
        }
    }
}
