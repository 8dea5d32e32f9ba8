package io.grantkeeper.reports;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.store.testkit.ModelSamples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of findings")
class FindingListReportTest {
    private static FindingListEntry entry(
            String app, FindingType type, Severity severity, Optional<String> product, PersonId person) {
        Finding finding = new Finding(
                type.name(),
                ModelSamples.appId(app),
                type,
                severity,
                FindingStatus.OPEN,
                "is " + type.name(),
                List.of(),
                List.of(),
                List.of(),
                "Decide.",
                KnownOrUnknown.unknown(),
                List.of(person),
                NOON,
                Optional.empty(),
                Optional.empty());
        return new FindingListEntry(
                finding,
                Optional.of(new ProviderId("google")),
                app,
                product,
                Optional.of(person.externalId()),
                Optional.empty());
    }

    private static List<String> lines(FindingListEntry... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FindingListReport.print(
                TerminalOutput.plain(new PrintStream(bytes, true, StandardCharsets.UTF_8)), List.of(entries), NOON);
        List<String> printed = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        return printed.stream().filter(line -> line.contains("is ")).toList();
    }

    @Test
    void showsFindingsAboutOneLeaverOnOneLine() {
        assertThat(lines(
                        entry("deploy", FindingType.OWNER_LEFT, Severity.HIGH, Optional.empty(), DANA),
                        entry("release", FindingType.OWNER_LEFT, Severity.MEDIUM, Optional.empty(), DANA),
                        entry("backup", FindingType.OWNER_LEFT, Severity.MEDIUM, Optional.of("Okta"), DANA),
                        entry("other", FindingType.OWNER_LEFT, Severity.MEDIUM, Optional.empty(), ERIN)))
                .hasSize(2)
                .first()
                .asString()
                .contains("high", "deploy, release, backup", " 3 ");
    }

    @Test
    void showsProductUsedBySeveralPeopleOnOneLine() {
        assertThat(lines(
                        entry("otter in mail", FindingType.SHADOW_AI, Severity.HIGH, Optional.of("Otter.ai"), DANA),
                        entry("otter in chat", FindingType.GRANT_APPEARED, Severity.LOW, Optional.of("Otter.ai"), DANA),
                        entry("otter of erin", FindingType.SHADOW_AI, Severity.HIGH, Optional.of("Otter.ai"), ERIN)))
                .singleElement()
                .asString()
                .contains("high", " 3 ");
    }

    @Test
    void namesIdentityIfOtherFindingsOnLineDiffer() {
        FindingListEntry expiring = entry("release", FindingType.EXPIRING, Severity.MEDIUM, Optional.empty(), DANA);
        FindingListEntry old = entry("backup", FindingType.ROTATION_DUE, Severity.LOW, Optional.empty(), DANA);
        assertThat(lines(expiring, old))
                .singleElement()
                .asString()
                .contains("release " + expiring.finding().headline() + "; and 1 more");
        assertThat(lines(expiring)).singleElement().asString().doesNotContain("and 0 more", "; and");
    }

    @Test
    void showsSevereDriftSeparatelyFromFindingsAboutProduct() {
        assertThat(lines(
                        entry("otter in mail", FindingType.SHADOW_AI, Severity.HIGH, Optional.of("Otter.ai"), DANA),
                        entry("otter in chat", FindingType.DRIFTED, Severity.CRITICAL, Optional.of("Otter.ai"), DANA)))
                .hasSize(2);
    }

    @Test
    void showsOldKeysOfOneOwnerOnOneLine() {
        assertThat(lines(
                        entry("backup", FindingType.ROTATION_DUE, Severity.LOW, Optional.empty(), DANA),
                        entry("release", FindingType.EXPIRING, Severity.MEDIUM, Optional.empty(), DANA),
                        entry("other", FindingType.ROTATION_DUE, Severity.LOW, Optional.empty(), ERIN)))
                .hasSize(2);
    }

    @Test
    void statesSubjectOfEachFindingInJson() {
        FindingListEntry one = entry("a", FindingType.SHADOW_AI, Severity.HIGH, Optional.of("Otter.ai"), DANA);
        FindingListEntry other = entry("b", FindingType.GRANT_APPEARED, Severity.LOW, Optional.of("Otter.ai"), DANA);
        assertThat(one.json().path("subject").asString(""))
                .isEqualTo(other.json().path("subject").asString(""))
                .isEqualTo("product/Otter.ai");
    }
}
