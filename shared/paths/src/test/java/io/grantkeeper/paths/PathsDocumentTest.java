package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Tests that the tables in docs/paths.md match the data. To rewrite the tables, run this test with
 * {@code -Dgrantkeeper.approve=true}.
 */
class PathsDocumentTest {
    private static Path page() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path page = folder.resolve("docs/paths.md");
            if (Files.exists(page)) {
                return page;
            }
        }
        throw new AssertionError("docs/paths.md is missing");
    }

    @Test
    void listsEveryRuleWithItsSource() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| provider | permission or role | effect | bounded by | limited by reach | can |");
        lines.add("|---|---|---|---|---|---|");
        for (PathRule rule : PathRules.standard().all()) {
            lines.add("| [%s](%s) | %s | %s | %s | %s | %s |"
                    .formatted(
                            rule.provider(),
                            rule.source(),
                            code(rule.permissions()),
                            rule.effect().wireName(),
                            code(rule.holderRoles().stream().sorted().toList()),
                            rule.scope() == PathRule.Scope.TENANT
                                    ? "–"
                                    : rule.scope().name().toLowerCase(Locale.ROOT),
                            rule.phrase().replace("{to}", "it")));
        }
        check("rules", lines);
    }

    @Test
    void listsEveryEffect() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| effect | the identity or person |");
        lines.add("|---|---|");
        for (PathRuleEffect effect : PathRuleEffect.values()) {
            lines.add("| %s | %s |".formatted(effect.wireName(), effect.meaning()));
        }
        check("effects", lines);
    }

    @Test
    void listsWhoCanResetWhom() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| provider | administrator | people whose roles are among |");
        lines.add("|---|---|---|");
        for (String[] cell : PathDataFiles.rows("resets.tsv")) {
            String roles =
                    cell[2].equals("*") ? "any" : cell[2].isEmpty() ? "none" : code(List.of(cell[2].split(",", -1)));
            lines.add("| [%s](%s) | %s | %s |"
                    .formatted(cell[0], cell[3], cell[1].isEmpty() ? "a permission" : code(List.of(cell[1])), roles));
        }
        check("resets", lines);
    }

    @Test
    void listsPublishedZones() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| zone | what belongs to it | because it |");
        lines.add("|---|---|---|");
        for (ZoneRules.ZoneRule rule : ZoneRules.standard().all()) {
            lines.add("| [%s](%s) | `%s` | %s |".formatted(rule.zone(), rule.source(), rule.selector(), rule.reason()));
        }
        check("zones", lines);
    }

    private static String code(List<String> names) {
        return names.isEmpty() ? "–" : "`" + String.join("`, `", names) + "`";
    }

    private static void check(String section, List<String> lines) throws IOException {
        String text = Files.readString(page());
        String start = "<!-- " + section + " -->\n";
        String end = "<!-- /" + section + " -->";
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf(end);
        String expected = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("grantkeeper.approve")) {
            Files.writeString(page(), text.substring(0, from) + expected + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to)).isEqualTo(expected);
    }
}
