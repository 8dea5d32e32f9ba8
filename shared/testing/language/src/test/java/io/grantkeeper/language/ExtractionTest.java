package io.grantkeeper.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which parts of a file are checked, and on which line a violation is reported. */
class ExtractionTest {
    @Test
    void extractsParagraphsListItemsAndTableCellsFromMarkdown() {
        List<Passage> segments = MarkdownText.passages("docs/page.md", """
                # A heading
                A paragraph with `code` and
                [a link](page.md#code).

                ```
                no prose here
                ```
                - The *first* item
                  goes on.
                - See <https://example.com>.

                | one cell | `code` | 12 |
                |---|---|---|
                """);

        assertThat(segments.stream().map(Passage::text).map(String::strip))
                .containsExactly(
                        "A heading",
                        "A paragraph with Zqx and\na link.",
                        "The first item\ngoes on.",
                        "See Zqx.",
                        "one cell");
        assertThat(segments.get(1).line(segments.get(1).text().indexOf("link"))).isEqualTo(3);
    }

    @Test
    void ignoresTablesOfStylePageAndQuotationsInChangelog() {
        assertThat(MarkdownText.passages("CHANGELOG.md", "The text \"in vain\" is gone.")
                        .getFirst()
                        .text())
                .startsWith("The text Zqx is gone.");
        assertThat(MarkdownText.passages("docs/style.md", "| in vain | without success |"))
                .isEmpty();
        assertThat(MarkdownText.passages("docs/page.md", "| in vain | without success |"))
                .hasSize(2);
    }

    @Test
    void extractsSentencesFromJavaStrings(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Sample.java"), """
                class Sample {
                    // A comment is not read by users.
                    String query = "a = :b and c > :d";
                    String name(int count) {
                        return "The function reads " + count
                                + " rows of the table.";
                    }
                    String block = \"""
                            <p>Nothing was changed
                            by this answer.</p>
                            \""";
                    String format = "is not a number between %d and %d: '%s'";
                }
                """);

        List<Passage> segments = JavaText.passages(folder, List.of(source));

        assertThat(segments.stream().map(passage -> passage.text().strip()))
                .containsExactly(
                        "The function reads Zqx rows of the table.",
                        "Nothing was changed\nby this answer.",
                        "is not a number between Zqx and Zqx: Zqx");
        assertThat(segments.getFirst().line(30)).isEqualTo(6);
        assertThat(segments.get(1).line(25)).isEqualTo(10);
    }

    @Test
    void extractsTextFromPoliciesPermissionRulesAndUsageMessages() {
        assertThat(texts(PlainText.members("docs/policies/a.yaml", "policy: a\nintent: No agent reads the mail.\n")))
                .containsExactly("No agent reads the mail.");
        assertThat(texts(PlainText.permissionRules(
                        "shared/permissions/rules/a.tsv",
                        "thing\ta\tb\t1\tthe mail of a person\nword\tthe\tmail\tof\ta\n")))
                .containsExactly("the mail of a person");
        assertThat(texts(PlainText.usage("scripts/a", """
                        echo "usage: scripts/a [--all]"
                        echo "Reads the company, and prints what"
                        echo "it finds."
                        echo "  --all  also read what is not new"
                        rm -rf target
                        """)))
                .containsExactly("Reads the company, and prints what\nit finds.", "also read what is not new");
    }

    private static List<String> texts(List<Passage> segments) {
        return segments.stream().map(passage -> passage.text().strip()).toList();
    }
}
