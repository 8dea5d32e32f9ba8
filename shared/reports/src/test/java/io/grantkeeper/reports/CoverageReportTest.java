package io.grantkeeper.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.reports.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The coverage report in a terminal")
class CoverageReportTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static CoverageReport.Stream stream(String title, Optional<StreamProblem> problem) {
        return new CoverageReport.Stream(title, title, 1, 0, 0, Optional.empty(), problem);
    }

    private static List<String> printed(CoverageReport.Stream... streams) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CoverageReport("entra", "Microsoft Entra", Optional.empty(), List.of(streams), List.of())
                .print(Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8)), NOON);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .toList();
    }

    @Test
    void showsStreamThatTenantHasNoLicenseForApartFromProblems() {
        List<String> lines = printed(
                stream(
                        "Sign-ins",
                        Optional.of(new StreamProblem("not-offered", "the tenant has no Entra ID P1 license"))),
                stream("Users", Optional.of(new StreamProblem("insufficient-scope", "missing: User.Read.All"))));
        assertThat(lines)
                .contains(
                        "Sign-ins | 0 | not licensed here",
                        "Users | 0 | incomplete | insufficient-scope: missing: User.Read.All",
                        "Not licensed here:",
                        "- Sign-ins: the tenant has no Entra ID P1 license");
    }

    @Test
    void doesNotMentionLicensesIfEveryStreamIsOffered() {
        assertThat(printed(stream("Users", Optional.empty()))).noneMatch(line -> line.contains("icensed"));
    }
}
