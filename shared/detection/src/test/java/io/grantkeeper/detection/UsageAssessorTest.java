package io.grantkeeper.detection;

import static io.grantkeeper.detection.DetectionSamples.CALENDAR_READ;
import static io.grantkeeper.detection.DetectionSamples.DANA;
import static io.grantkeeper.detection.DetectionSamples.MAIL;
import static io.grantkeeper.detection.DetectionSamples.MAIL_READ;
import static io.grantkeeper.detection.DetectionSamples.PAYROLL;
import static io.grantkeeper.detection.DetectionSamples.TUESDAY;
import static io.grantkeeper.detection.DetectionSamples.danas;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The review of an identity's usage")
class UsageAssessorTest {
    private static final String SEND = "https://www.googleapis.com/auth/gmail.send";
    private static final String SHEETS = "https://www.googleapis.com/auth/spreadsheets";
    private static final String CALENDAR = "https://www.googleapis.com/auth/calendar";
    private static final Instant LONG_AGO = TUESDAY.minus(Duration.ofDays(200));

    private final UsageAssessor reviewer = new UsageAssessor(
            new AccessInterpreter(PermissionVocabularies.standard(), AppCatalog.standard()),
            DetectionSettings.standard());

    private static UsageHistory used(int daysAgo, String... calls) {
        LocalDate day =
                TUESDAY.minus(Duration.ofDays(daysAgo)).atZone(ZoneOffset.UTC).toLocalDate();
        return UsageHistory.of(new DailyUsage(
                PAYROLL.id(),
                KnownOrUnknown.known(DANA),
                day,
                TUESDAY.minus(Duration.ofDays(daysAgo)),
                new TreeSet<>(List.of(calls))));
    }

    private static UsageHistory usedFor(int days, String... calls) {
        return used(days - 1, calls).merge(used(0, calls));
    }

    private static IdentityRecord identityRecord(
            StoredRecord<Grant> grant, List<AccessEvent> events, UsageHistory... usage) {
        return new IdentityRecord(
                DetectionSamples.seen(PAYROLL, LONG_AGO),
                List.of(grant),
                List.of(),
                events,
                List.of(usage),
                Optional.empty(),
                List.of());
    }

    private UsageAssessment review(Grant grant, UsageHistory... usage) {
        return reviewer.review(identityRecord(DetectionSamples.seen(grant, LONG_AGO), List.of(), usage), TUESDAY);
    }

    @Test
    @DisplayName("usage evidence without calls is reported as such and leads to no recommendation")
    void recommendsNothingIfUsageNamesNoCalls() {
        for (String provider : List.of("okta", "microsoft", "openai")) {
            UsageAssessment reviewed = reviewer.review(at(provider, usedFor(40, "sign-in:application")), TUESDAY);
            assertThat(reviewed.review().sentence()).isEqualTo(UsageText.CALLS_NOT_TOLD);
            assertThat(reviewed.review().days()).isEqualTo(40);
            assertThat(reviewed.finding()).isEmpty();
        }
    }

    private static IdentityRecord at(String provider, UsageHistory usage) {
        return new IdentityRecord(
                DetectionSamples.seen(
                        NonHumanIdentity.of(PAYROLL.id(), new ProviderId(provider), "app", "Acme Payroll"), LONG_AGO),
                List.of(DetectionSamples.seen(danas(MAIL_READ), LONG_AGO)),
                List.of(),
                List.of(),
                List.of(usage),
                Optional.empty(),
                List.of());
    }

    @Test
    void reportsUnusedAndSufficientAccess() {
        UsageAssessment reviewed =
                review(danas("openid", SEND, SHEETS), usedFor(31, "sheets.spreadsheets.values.append"));
        Finding finding = reviewed.finding().orElseThrow();
        assertThat(finding.type()).isEqualTo(FindingType.OVER_PRIVILEGED);
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.headline())
                .startsWith("has not used \"send mail as you")
                .endsWith("in 31 days of recorded usage");
        UsageReview review = reviewed.review();
        assertThat(review.surplus()).containsExactly(SEND);
        assertThat(review.enough()).containsExactly(SHEETS);
        assertThat(review.sentence())
                .contains("In 31 days of recorded usage, it needed only to")
                .contains("no recorded use of its permission to send mail")
                .doesNotContain("googleapis.com");
    }

    @Test
    void recommendsNothingUntilUsageHasBeenRecordedLongEnough() {
        UsageAssessment reviewed = review(danas(SEND, SHEETS), usedFor(29, "sheets.spreadsheets.values.append"));
        assertThat(reviewed.finding()).isEmpty();
        assertThat(reviewed.review().surplus()).isEmpty();
        assertThat(reviewed.review().sentence()).contains("only 29 days");
    }

    @Test
    void recommendsNothingWithoutUsageData() {
        UsageAssessment reviewed = review(danas(MAIL));
        assertThat(reviewed.finding()).isEmpty();
        assertThat(reviewed.review()).isEqualTo(UsageReview.withoutUse());
        Grant installation = DetectionSamples.installation(ResourceReach.ALL, "contents:write");
        assertThat(reviewer.review(
                                DetectionSamples.identityRecord(
                                        DetectionSamples.DEPLOYER, DetectionSamples.seen(installation, LONG_AGO)),
                                TUESDAY)
                        .review()
                        .sentence())
                .contains("cannot recommend");
    }

    @Test
    void recommendsNothingIfCallIsUnknown() {
        UsageAssessment reviewed = review(
                danas(SEND, SHEETS),
                usedFor(40, "sheets.spreadsheets.values.append"),
                usedFor(40, "keep.notes.somethingNew"));
        assertThat(reviewed.finding()).isEmpty();
        assertThat(reviewed.review().sentence()).contains("which permissions some of its use needs");
    }

    @Test
    void doesNotConfuseReadingMailWithBasicProfileAccess() {
        UsageAssessment reviewed = review(danas(MAIL_READ), usedFor(60, "gmail.users.messages.list"));
        assertThat(reviewed.finding()).isEmpty();
        assertThat(reviewed.review().surplus()).isEmpty();
        assertThat(reviewed.review().sentence()).contains("needed all of its access");
    }

    @Test
    void namesNarrowerSufficientPermission() {
        UsageAssessment reviewed = review(danas(MAIL), usedFor(60, "gmail.users.messages.list"));
        assertThat(reviewed.review().enough()).containsExactly(MAIL_READ);
        assertThat(reviewed.finding()).isPresent();
    }

    @Test
    void ignoresTrivialAccess() {
        assertThat(review(danas(CALENDAR), usedFor(60, "calendar.events.list")).finding())
                .isEmpty();
        assertThat(review(danas(SHEETS, CALENDAR_READ), usedFor(60, "sheets.spreadsheets.values.append"))
                        .finding())
                .isEmpty();
    }

    @Test
    void doesNotAssessRecentAccess() {
        UsageHistory use = usedFor(60, "sheets.spreadsheets.values.append");
        StoredRecord<Grant> young = DetectionSamples.seen(danas(SEND, SHEETS), TUESDAY.minus(Duration.ofDays(3)));
        assertThat(reviewer.review(identityRecord(young, List.of(), use), TUESDAY)
                        .finding())
                .isEmpty();
        AccessEvent renewed = new AccessEvent(
                "row",
                AccessEventType.GRANT_GIVEN,
                KnownOrUnknown.known(PAYROLL.id()),
                KnownOrUnknown.known(DANA),
                TUESDAY.minus(Duration.ofDays(2)),
                new TreeMap<>());
        assertThat(reviewer.review(
                                identityRecord(
                                        DetectionSamples.seen(danas(SEND, SHEETS), LONG_AGO), List.of(renewed), use),
                                TUESDAY)
                        .finding())
                .isEmpty();
    }

    @Test
    void doesNotAssessAccessRenewedAtUnknownTime() {
        UsageHistory use = usedFor(60, "sheets.spreadsheets.values.append");
        AccessEvent renewed = new AccessEvent(
                "row",
                AccessEventType.GRANT_GIVEN,
                KnownOrUnknown.known(PAYROLL.id()),
                KnownOrUnknown.known(DANA),
                Timestamp.unknown(),
                new TreeMap<>());
        StoredRecord<Grant> old = DetectionSamples.seen(danas(SEND, SHEETS), LONG_AGO);
        assertThat(reviewer.review(identityRecord(old, List.of(), use), TUESDAY).finding())
                .isPresent();
        assertThat(reviewer.review(identityRecord(old, List.of(renewed), use), TUESDAY)
                        .finding())
                .isEmpty();
    }

    @Test
    void findingCoversLaterFindingAboutPartOfSameAccess() {
        Finding both = review(danas(MAIL, SEND, SHEETS), usedFor(31, "sheets.spreadsheets.values.append"))
                .finding()
                .orElseThrow();
        Finding one = review(danas(SEND, SHEETS), usedFor(50, "sheets.spreadsheets.values.append"))
                .finding()
                .orElseThrow();
        assertThat(OverPrivilegedRule.covers(both, one)).isTrue();
        assertThat(OverPrivilegedRule.covers(one, both)).isFalse();
    }
}
