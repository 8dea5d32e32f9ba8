package io.grantkeeper.reports;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The trend of the posture report")
class PostureTrendTest {
    private static final TenantId TENANT = new TenantId("acme");

    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);

    private IdentityId app(String name, Instant firstSeen, IdentityStatus status) {
        IdentityId id = ModelSamples.appId(name);
        access.apply(TENANT, ModelSamples.batch(firstSeen, ModelSamples.granted(name, DANA, "mail.read")));
        IdentitySummary one = ModelSamples.summary(id, status, Severity.HIGH, Optional.of(DANA));
        access.saveSummary(
                TENANT,
                new IdentitySummary(
                        id,
                        one.provider(),
                        one.form(),
                        name,
                        status,
                        one.severity(),
                        one.ai(),
                        one.product(),
                        one.recognition(),
                        one.reaches(),
                        one.owners(),
                        one.lastUsed(),
                        one.nextExpiry(),
                        firstSeen,
                        NOON.minus(Duration.ofDays(10)),
                        0));
        return id;
    }

    private void unapproved(IdentityId id, Instant at) {
        var _ = findings.open(
                TENANT,
                new Finding(
                        "shadow-ai",
                        id,
                        FindingType.SHADOW_AI,
                        Severity.HIGH,
                        FindingStatus.OPEN,
                        "is an AI app that nobody has approved",
                        List.of(),
                        List.of(),
                        List.of(),
                        "Approve it.",
                        KnownOrUnknown.unknown(),
                        List.of(),
                        at,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty());
    }

    @Test
    void countsIdentitiesAndOpenFindingsOfEachWeek() {
        IdentityId old = app("old", NOON.minus(Duration.ofDays(20)), IdentityStatus.ACTIVE);
        app("gone", NOON.minus(Duration.ofDays(20)), IdentityStatus.GONE); // ten days ago
        app("new", NOON.minus(Duration.ofDays(3)), IdentityStatus.ACTIVE);
        unapproved(old, NOON.minus(Duration.ofDays(15)));
        findings.close(TENANT, old, "shadow-ai", NOON.minus(Duration.ofDays(5)));

        PostureReport report = PostureReport.of(TENANT, access, findings, NOON);

        assertThat(report.trend())
                .as("nothing is known of weeks before the first identity was seen")
                .extracting(point -> "%s: %d, %d".formatted(point.day(), point.identities(), point.unapprovedAi()))
                .containsExactly(day(14) + ": 2, 1", day(7) + ": 1, 1", day(0) + ": 2, 0");
        assertThat(PosturePage.html(report, "acme"))
                .contains("Trend, by week", "AI that nobody has approved: 1 at first, 0 now");
    }

    private static String day(int ago) {
        return NOON.minus(Duration.ofDays(ago)).toString().substring(0, 10);
    }
}
