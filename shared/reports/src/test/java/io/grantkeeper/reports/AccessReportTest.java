package io.grantkeeper.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.access.AccessAsOf;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The access report in a terminal")
class AccessReportTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String READ = "https://www.googleapis.com/auth/gmail.readonly";

    private static AccessAsOf.Access grant(String person, String permission, long entry) {
        return new AccessAsOf.Access(
                "grant/" + person,
                List.of(permission),
                Optional.of("all"),
                Optional.of("sha256:" + person),
                NOON,
                entry);
    }

    private static AccessAsOf.Holder holder(String name, AccessAsOf.Presence presence, List<AccessAsOf.Access> access) {
        return new AccessAsOf.Holder(
                IdentityId.parse("google-acme/oauth-client/" + name), presence, NOON, false, access);
    }

    private static List<String> printed(AccessAsOf record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccessReport.print(TerminalOutput.plain(new PrintStream(out, true, StandardCharsets.UTF_8)), record);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .toList();
    }

    @Test
    void combinesIdenticalAccessOfSeveralPeopleOnOneLine() {
        AccessAsOf record = new AccessAsOf(
                NOON,
                List.of(holder(
                        "otter",
                        AccessAsOf.Presence.PRESENT,
                        List.of(grant("a", READ, 4), grant("b", READ, 7), grant("c", "openid", 9)))),
                List.of());
        assertThat(printed(record))
                .contains("google-acme/oauth-client/otter | 2 grants | gmail.readonly | all | 2 people | 4 to 7")
                .contains("google-acme/oauth-client/otter | 1 grant | openid | all | sha256:c | 9");
    }

    @Test
    void showsWholeTenantAsSubjectOfTenantWideGrant() {
        AccessAsOf.Access whole = new AccessAsOf.Access(
                "grant/t", List.of("Mail.Read"), Optional.of("all"), Optional.of("tenant"), NOON, 3);
        AccessAsOf record =
                new AccessAsOf(NOON, List.of(holder("otter", AccessAsOf.Presence.PRESENT, List.of(whole))), List.of());
        assertThat(printed(record))
                .contains("google-acme/oauth-client/otter | 1 grant | Mail.Read | all | whole tenant | 3");
    }

    @Test
    void listsUnknownAccessAndLimitationsOfReport() {
        AccessAsOf record = new AccessAsOf(
                NOON,
                List.of(
                        holder("old", AccessAsOf.Presence.UNKNOWN, List.of()),
                        holder("bare", AccessAsOf.Presence.PRESENT, List.of())),
                List.of("google-acme/tokens: could not be read"));
        assertThat(printed(record))
                .anyMatch(line -> line.startsWith("google-acme/oauth-client/old | unknown | first seen"))
                .contains("google-acme/oauth-client/bare | no access in the ledger")
                .contains("- google-acme/tokens: could not be read")
                .contains("- " + AccessAsOf.LIMITS.getFirst());
    }
}
