using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MySite.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AccountLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "LockOutsInARow",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ResetMails",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "ResetMailsSince",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LockOutsInARow",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "ResetMails",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "ResetMailsSince",
                table: "AspNetUsers");
        }
    }
}
