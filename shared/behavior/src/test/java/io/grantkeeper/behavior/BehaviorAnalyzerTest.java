package io.grantkeeper.behavior;

import static io.grantkeeper.behavior.ScriptedActivity.ADMIN;
import static io.grantkeeper.behavior.ScriptedActivity.HOME;
import static io.grantkeeper.behavior.ScriptedActivity.OTHER_CLOUD;
import static io.grantkeeper.behavior.ScriptedActivity.PLACES;
import static io.grantkeeper.behavior.ScriptedActivity.SYNC;
import static io.grantkeeper.behavior.ScriptedActivity.TOR;
import static io.grantkeeper.behavior.ScriptedActivity.change;
import static io.grantkeeper.behavior.ScriptedActivity.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityParty.Kind;
import io.grantkeeper.connector.activity.ActivityPerson;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BehaviorAnalyzerTest {
    private final BehaviorAnalyzer analyzer = new BehaviorAnalyzer(places());

    static PlaceDatabase places() {
        PlaceDatabase places = new PlaceDatabase();
        try {
            places.read(new StringReader(PLACES));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return places;
    }

    private ActivityAnalysis see(ScriptedActivity activity) {
        return analyzer.analyze("okta", "one", activity.activity());
    }

    private void learn(int days) {
        usual().daily(days).forEach(this::see);
    }

    private static List<BehaviorSignal> alerts(ActivityAnalysis analysis) {
        return analysis.signals().stream()
                .filter(signal -> signal.severity().notifies())
                .toList();
    }

    private List<BehaviorSignal> alerts(List<ScriptedActivity> activities) {
        List<BehaviorSignal> all = new ArrayList<>();
        activities.forEach(activity -> all.addAll(alerts(see(activity))));
        return all;
    }

    @Test
    void doesNotAlertDuringFirstFourteenDays() {
        learn(10);
        assertThat(alerts(
                        see(usual().onDay(11).from(OTHER_CLOUD).using("curl/8").calling("mail.read", "mail", "read"))))
                .isEmpty();
    }

    @Test
    void reportsStolenTokenOnFirstUse() {
        learn(30);
        ActivityAnalysis stolen =
                see(usual().onDay(30).from(OTHER_CLOUD).using("curl/8").on("opportunities"));
        assertThat(alerts(stolen)).singleElement().satisfies(signal -> {
            assertThat(signal.severity()).isGreaterThanOrEqualTo(SignalSeverity.MEDIUM);
            assertThat(signal.sentence()).contains("Other Cloud", "150 uses", "30 days");
        });
        assertThat(stolen.incident()).isPresent();
    }

    @Test
    void ratesBulkReadsFromNewNetworkWithNewClientAsCritical() {
        learn(30);
        List<SignalSeverity> seen = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ScriptedActivity read = usual().onDay(30)
                    .after(Duration.ofSeconds(i * 5L))
                    .from(OTHER_CLOUD)
                    .using("curl/8");
            see(read.calling("query", "crm", "read").on("record " + i))
                    .signals()
                    .forEach(signal -> seen.add(signal.severity()));
        }
        assertThat(seen).contains(SignalSeverity.CRITICAL);
    }

    @Test
    void reportsServerUsedFromHomeNetwork() {
        learn(30);
        assertThat(alerts(see(usual().onDay(30).from(HOME)))).isNotEmpty();
    }

    @Test
    void doesNotAlertAboutMoveToAnotherCloud() {
        learn(30);
        List<ScriptedActivity> moved = usual().from(OTHER_CLOUD).daily(50).subList(150, 250);
        assertThat(alerts(moved)).isEmpty();
    }

    @Test
    void doesNotAlertAboutNewClientVersion() {
        learn(30);
        assertThat(see(usual().onDay(30).using("sync/2.0")).signals()).isEmpty();
    }

    @Test
    void reportsUseFromTorEvenWithoutHistory() {
        assertThat(alerts(see(usual().from(TOR))))
                .extracting(BehaviorSignal::type)
                .contains("tor");
    }

    @Test
    void reportsRoleThatNeitherIdentityNorPeersEverHad() {
        learn(30);
        assertThat(alerts(see(usual().onDay(30).calling("role.assign", "identity-administration", "write"))))
                .isNotEmpty();
    }

    @Test
    void reportsIdentityThatAddsCredentialToItself() {
        ActivityAnalysis added = see(usual().effecting(new ActivityEffect.CredentialAdded(SYNC, "key-2")));
        assertThat(alerts(added)).extracting(BehaviorSignal::type).containsExactly("self-credential");
        assertThat(added.subject()).isEqualTo("okta:app/sync");
    }

    @Test
    void doesNotAlertAboutRotationByAdministrator() {
        learn(30);
        assertThat(alerts(see(change(new ActivityEffect.CredentialAdded(SYNC, "key-2"))
                        .onDay(30))))
                .isEmpty();
        assertThat(alerts(usual().with("key-2").daily(40).subList(151, 200))).isEmpty();
    }

    private static ActivityParty key(String id) {
        return ActivityParty.of(Kind.TOKEN, "token/" + id, "API token");
    }

    private static ScriptedActivity byOwner(ScriptedActivity activity) {
        return activity.forPerson("dana@acme.test");
    }

    /** Returns an activity in which an owner creates or revokes a key; the activity is about the key. */
    private static ScriptedActivity changed(String id, ActivityEffect effect) {
        ScriptedActivity made = byOwner(change(effect));
        return new ScriptedActivity(
                made.at(),
                made.actor(),
                key(id),
                made.person(),
                "",
                made.operation(),
                made.activityClass(),
                "",
                made.address(),
                made.client(),
                made.effects());
    }

    private static ScriptedActivity created(String id) {
        return changed(id, new ActivityEffect.CredentialAdded(key(id), id));
    }

    private static ScriptedActivity revoked(String id) {
        return changed(id, new ActivityEffect.CredentialRemoved(key(id), id));
    }

    private String subjectOfUse(String id, int day) {
        return see(byOwner(usual().by(key(id))).with(id).onDay(day)).subject();
    }

    @Test
    void keyThatOwnerReplacesBeforeRevokingItRemainsOneIdentity() {
        byOwner(usual().by(key("old"))).with("old").daily(20).forEach(this::see);
        see(created("new").onDay(20));
        assertThat(subjectOfUse("new", 21)).isEqualTo("okta:token/new");
        assertThat(alerts(see(revoked("old").onDay(22)))).isEmpty();
        assertThat(subjectOfUse("new", 23)).isEqualTo("okta:token/old");
        assertThat(alerts(List.of(byOwner(usual().by(key("new"))).with("new").onDay(24))))
                .isEmpty();
    }

    @Test
    void keyThatOwnerReplacesAfterRevokingItRemainsOneIdentity() {
        byOwner(usual().by(key("old"))).with("old").daily(20).forEach(this::see);
        see(revoked("old").onDay(20));
        assertThat(alerts(see(created("new").onDay(20).after(Duration.ofHours(1)))))
                .isEmpty();
        assertThat(subjectOfUse("new", 21)).isEqualTo("okta:token/old");
    }

    @Test
    void secondKeyOfPersonIsAnotherIdentity() {
        byOwner(usual().by(key("old"))).with("old").daily(20).forEach(this::see);
        see(created("second").onDay(20));
        assertThat(subjectOfUse("second", 21)).isEqualTo("okta:token/second");
        assertThat(subjectOfUse("old", 21)).isEqualTo("okta:token/old");
        see(created("third").onDay(22));
        see(revoked("old").onDay(23));
        assertThat(subjectOfUse("third", 24)).isEqualTo("okta:token/third");
    }

    @Test
    void reportsNewCredentialFollowedByNewPlace() {
        learn(30);
        see(change(new ActivityEffect.CredentialAdded(SYNC, "key-2")).onDay(30));
        ActivityAnalysis use = see(usual().onDay(31).with("key-2").from(OTHER_CLOUD));
        assertThat(alerts(use)).extracting(BehaviorSignal::type).containsExactly("conjunction");
    }

    @Test
    void reportsDormantIdentityThatUsesNewResource() {
        learn(30);
        assertThat(alerts(see(usual().onDay(90).on("payroll"))))
                .extracting(BehaviorSignal::type)
                .containsExactly("conjunction");
    }

    @Test
    void ratesReactivationAloneBelowMediumSeverity() {
        learn(30);
        ActivityAnalysis awake = see(usual().onDay(90));
        assertThat(awake.signals()).extracting(BehaviorSignal::type).containsExactly("dormant");
        assertThat(alerts(awake)).isEmpty();
    }

    @Test
    void reportsBurstWithinAnHour() {
        learn(30);
        List<ScriptedActivity> burst = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            burst.add(usual().onDay(30).after(Duration.ofSeconds(i * 20L)));
        }
        assertThat(alerts(burst)).extracting(BehaviorSignal::type).containsExactly("burst");
    }

    @Test
    void reportsGrowthWithinThreeDays() {
        List<ScriptedActivity> all = new ArrayList<>();
        for (int day = 0; day < 45; day++) {
            int count = day < 42 ? 40 : 120;
            for (int i = 0; i < count; i++) {
                all.add(usual().onDay(day).after(Duration.ofMinutes(i * 5L)));
            }
        }
        assertThat(alerts(all)).extracting(BehaviorSignal::type).containsExactly("growth");
    }

    @Test
    void doesNotAlertAboutJobThatRunsMoreOften() {
        List<ScriptedActivity> all = new ArrayList<>();
        for (int day = 0; day < 50; day++) {
            for (int run = 0; run < (day < 30 ? 1 : 6); run++) {
                for (int i = 0; i < 8; i++) {
                    all.add(usual().onDay(day).after(Duration.ofMinutes(run * 120L + i)));
                }
            }
        }
        assertThat(alerts(all)).isEmpty();
    }

    @Test
    void doesNotAlertAboutLargerBatchesAtTurnOfMonth() {
        List<ScriptedActivity> all = new ArrayList<>();
        for (int day = 0; day < 40; day++) {
            boolean turn = day == 29 || day == 30;
            for (int i = 0; i < (turn ? 25 : 10); i++) {
                all.add(usual().onDay(day).after(Duration.ofMinutes(i * 2L)));
            }
        }
        assertThat(alerts(all)).isEmpty();
    }

    @Test
    void doesNotAlertAboutSteadyGrowth() {
        List<ScriptedActivity> all = new ArrayList<>();
        for (int day = 0; day < 90; day++) {
            for (int i = 0; i < 40 + day; i++) {
                all.add(usual().onDay(day).after(Duration.ofMinutes(i * 5L)));
            }
        }
        assertThat(alerts(all)).isEmpty();
    }

    @Test
    void reportsAppThatActsForLeaver() {
        usual().forPerson("dana@acme.test").daily(20).forEach(this::see);
        see(change(new ActivityEffect.PersonDisabled(new ActivityPerson("", "dana@acme.test")))
                .onDay(20));
        assertThat(alerts(see(usual().forPerson("dana@acme.test").onDay(21))))
                .extracting(BehaviorSignal::type)
                .containsExactly("leaver");
    }

    @Test
    void reportsUseOfRevokedCredential() {
        learn(20);
        see(change(new ActivityEffect.CredentialRemoved(SYNC, "key-1")).onDay(20));
        assertThat(alerts(see(usual().onDay(21))))
                .extracting(BehaviorSignal::type)
                .containsExactly("revoked-credential");
    }

    @Test
    void doesNotAlertAboutAppThatTravelsWithItsPerson() {
        ScriptedActivity app = usual().forPerson("dana@acme.test").from(HOME);
        app.daily(30).forEach(this::see);
        ActivityParty dana = ActivityParty.of(Kind.PERSON, "person/dana", "dana");
        see(app.onDay(30).by(dana).from("203.0.114.7"));
        assertThat(alerts(see(app.onDay(30).after(Duration.ofMinutes(5)).from("203.0.114.7"))))
                .isEmpty();
    }

    @Test
    void reportsTokenUsedAlternatelyFromTwoNetworks() {
        learn(30);
        List<ScriptedActivity> turns = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            turns.add(usual().onDay(30)
                    .after(Duration.ofMinutes(i * 10L))
                    .from(i % 2 == 0 ? OTHER_CLOUD : ScriptedActivity.SERVER));
        }
        assertThat(alerts(turns)).extracting(BehaviorSignal::type).containsExactly("new-place");
    }

    @Test
    void doesNotAlertAboutSecondIdentityThatMovesToSameNetwork() {
        ActivityParty second = ActivityParty.of(Kind.APP, "app/sync-2", "Sync 2");
        learn(30);
        usual().by(second).daily(30).forEach(this::see);
        see(usual().onDay(30).from(OTHER_CLOUD));
        ActivityAnalysis later = see(usual().by(second).onDay(31).from(OTHER_CLOUD));
        assertThat(alerts(later)).isEmpty();
    }

    @Test
    void reportsDisabledLogging() {
        assertThat(alerts(see(change(new ActivityEffect.LoggingDisabled("audit log stream")))))
                .extracting(BehaviorSignal::type)
                .containsExactly("logging-disabled");
    }

    @Test
    void reportsVendorsVerdictAsEvidenceWithItsSource() {
        ActivityAnalysis verdict =
                see(usual().effecting(new ActivityEffect.ThreatReported("Okta", "a leak", Weight.HIGH)));
        assertThat(alerts(verdict))
                .singleElement()
                .satisfies(signal -> assertThat(signal.sentence()).contains("Okta", "not Grantkeeper's"));
    }

    @Test
    void reportsAppThatGivesAnotherAppAnOwner() {
        learn(20);
        ActivityParty provisioning = ActivityParty.of(Kind.APP, "app/provisioning", "Provisioning");
        ScriptedActivity owner = change(new ActivityEffect.OwnerAdded(SYNC, new ActivityPerson("", "eve@acme.test")))
                .by(provisioning);
        assertThat(alerts(see(owner.onDay(20)))).singleElement().satisfies(signal -> {
            assertThat(signal.type()).isEqualTo("owner-added");
            assertThat(signal.sentence()).contains("Provisioning gave Sync another owner", "No earlier case");
        });
    }

    @Test
    void doesNotReportAppThatAddsOwnerToNewApp() {
        ActivityParty provisioning = ActivityParty.of(Kind.APP, "app/provisioning", "Provisioning");
        ActivityParty created = ActivityParty.of(Kind.APP, "app/new", "New");
        assertThat(alerts(see(change(new ActivityEffect.OwnerAdded(created, new ActivityPerson("", "dana@acme.test")))
                        .by(provisioning))))
                .isEmpty();
    }

    @Test
    void statesHowShortHistoryOfIdentityIs() {
        assertThat(verdictOnDay(0)).as("no use is known").doesNotContain("has known it");
        learn(4);
        assertThat(verdictOnDay(4)).endsWith("Grantkeeper has known it for 4 days (20 activities).");
        learn(20);
        assertThat(verdictOnDay(20)).as("14 days are over").doesNotContain("has known it");
    }

    private String verdictOnDay(int day) {
        ActivityEffect leak = new ActivityEffect.ThreatReported("Okta", "a leak", Weight.HIGH);
        return see(change(leak).onDay(day).forPerson("dana@acme.test"))
                .signals()
                .getFirst()
                .sentence();
    }

    @Test
    void reportsKeysCreatedInBulk() {
        List<BehaviorSignal> seen = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ActivityParty key = ActivityParty.of(Kind.TOKEN, "key/" + i, "");
            ScriptedActivity mint =
                    change(new ActivityEffect.CredentialAdded(key, "" + i)).after(Duration.ofMinutes(i));
            seen.addAll(alerts(see(mint)));
        }
        assertThat(seen).extracting(BehaviorSignal::type).contains("bulk-keys");
    }

    @Test
    void groupsSignalsOfTwoProvidersFromOneNewNetwork() {
        learn(30);
        ActivityParty other = ActivityParty.of(Kind.APP, "app/other", "Other");
        usual().by(other).daily(30).forEach(activity -> analyzer.analyze("google", "two", activity.activity()));
        ActivityAnalysis first = see(usual().onDay(30).from(HOME));
        ActivityAnalysis second = analyzer.analyze(
                "google",
                "two",
                usual().by(other)
                        .onDay(30)
                        .after(Duration.ofHours(1))
                        .from(HOME)
                        .activity());
        assertThat(first.incident()).isPresent().isEqualTo(second.incident());
    }

    @Test
    void keepsConnectionsSeparate() {
        learn(30);
        ActivityAnalysis other =
                analyzer.analyze("okta", "two", usual().onDay(30).from(HOME).activity());
        assertThat(other.signals()).isEmpty();
        assertThat(ADMIN.isIdentity()).isFalse();
    }

    @Test
    void reportsNewAppWithSameOrLookAlikeName() {
        usual().by(ActivityParty.of(Kind.APP, "app/mail", "Mail Assistant"))
                .daily(2)
                .forEach(this::see);
        int app = 0;
        for (String name : List.of("Mail Assistant", "Mall Asslstant", "Maill Assistant", "Zoorn Meetings")) {
            ActivityParty imitation = ActivityParty.of(Kind.APP, "app/new-" + app++, name);
            ScriptedActivity consent = change(new ActivityEffect.AccessGranted(imitation, "mail.read", Weight.MEDIUM))
                    .onDay(3);
            assertThat(alerts(see(consent)))
                    .extracting(BehaviorSignal::type)
                    .as(name)
                    .containsExactly("look-alike");
        }
    }

    @Test
    void doesNotAlertAboutNewAppWithUniqueName() {
        usual().by(ActivityParty.of(Kind.APP, "app/mail", "Mail Assistant"))
                .daily(2)
                .forEach(this::see);
        ActivityParty other = ActivityParty.of(Kind.APP, "app/other", "Expense Reports");
        assertThat(alerts(see(change(new ActivityEffect.AccessGranted(other, "mail.read", Weight.MEDIUM))
                        .onDay(3))))
                .isEmpty();
    }

    @Test
    void namesAtMostThreePermissionsWithoutUrlPrefixes() {
        assertThat(ChangeSignalRules.words("")).isEqualTo("access");
        assertThat(ChangeSignalRules.words("mail.read")).isEqualTo("mail.read");
        assertThat(ChangeSignalRules.words("openid https://mail.google.com/ https://www.googleapis.com/auth/drive"))
                .isEqualTo("openid, mail.google.com, drive");
        assertThat(ChangeSignalRules.words("a b, c d e")).isEqualTo("a, b, c and 2 more permissions");
    }
}
