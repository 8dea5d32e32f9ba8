package io.grantkeeper.behavior;

import static io.grantkeeper.behavior.ScriptedActivity.OTHER_CLOUD;
import static io.grantkeeper.behavior.ScriptedActivity.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.PeerGroups.Kind;
import io.grantkeeper.behavior.PeerGroups.Peers;
import io.grantkeeper.behavior.store.ProfileCodec;
import io.grantkeeper.connector.activity.ActivityParty;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeerGroupsTest {
    private static final long MAIL = TextHashes.of("mail:read");
    private static final int DAY = Math.toIntExact(ScriptedActivity.MONDAY.getEpochSecond() / 86_400) + 20;

    private final BehaviorAnalyzer analyzer = new BehaviorAnalyzer(BehaviorAnalyzerTest.places());

    private TrackedIdentity identity(String id, String name, PeerFacts facts) {
        TrackedIdentity identity =
                Objects.requireNonNull(analyzer.state("okta", "one").identity(party(id, name)));
        identity.facts = facts;
        return identity;
    }

    private static ActivityParty party(String id, String name) {
        return ActivityParty.of(ActivityParty.Kind.APP, "app/" + id, name);
    }

    /** Uses apps on each of 20 days, so that their learning period has ended. */
    private void learn(List<ActivityParty> apps) {
        apps.stream()
                .flatMap(app -> usual().by(app).daily(20).stream())
                .sorted(Comparator.comparing(ScriptedActivity::at))
                .forEach(this::see);
    }

    private List<BehaviorSignal> see(ScriptedActivity activity) {
        return analyzer.analyze("okta", "one", activity.activity()).signals();
    }

    private static List<ActivityParty> apps(int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(each -> party(name + each, name + " " + each))
                .toList();
    }

    private @Nullable Peers peers(TrackedIdentity identity) {
        return analyzer.state("okta", "one").peers().withClass(identity, MAIL, DAY);
    }

    @Test
    void comparesWithSameProductThenOwnerThenTeamThenAccessThenUse() {
        for (int i = 0; i < 9; i++) {
            String name = "App" + (char) ('A' + i);
            identity(
                    "p" + i,
                    name,
                    new PeerFacts(i < 4 ? "notes" : "", i < 5 ? "dana" : "", i < 6 ? "sales" : "", "contacts"));
        }
        learn(IntStream.range(0, 9)
                .mapToObj(i -> party("p" + i, "App" + (char) ('A' + i)))
                .toList());
        assertThat(peers(identity("new", "New", new PeerFacts("notes", "dana", "sales", "contacts"))))
                .isEqualTo(new Peers(Kind.PRODUCT, "", 4, 0));
        assertThat(peers(identity("new", "New", new PeerFacts("", "dana", "sales", "contacts"))))
                .isEqualTo(new Peers(Kind.OWNER, "", 5, 0));
        assertThat(peers(identity("new", "New", new PeerFacts("", "", "sales", "contacts"))))
                .isEqualTo(new Peers(Kind.TEAM, "", 6, 0));
        assertThat(peers(identity("new", "New", new PeerFacts("", "", "", "contacts"))))
                .isEqualTo(new Peers(Kind.ACCESS, "", 9, 0));
        learn(List.of(party("new", "New")));
        assertThat(peers(identity("new", "New", PeerFacts.NONE))).isEqualTo(new Peers(Kind.USE, "", 9, 0));
    }

    @Test
    void comparesWithSameNameIfInventoryKnowsNoProduct() {
        learn(apps(4, "Billing Sync"));
        assertThat(peers(identity("new", "Billing Sync 17", PeerFacts.NONE)))
                .isEqualTo(new Peers(Kind.NAME, "Billing Sync", 4, 0));
    }

    @Test
    void countsIdentitiesOnlyAfterTheirLearningPeriod() {
        learn(apps(4, "Billing Sync"));
        see(usual().by(party("young", "Billing Sync 9")).onDay(19).calling("mail.get", "mail", "read"));
        assertThat(peers(identity("new", "Billing Sync 17", PeerFacts.NONE)))
                .isEqualTo(new Peers(Kind.NAME, "Billing Sync", 4, 0));
    }

    @Test
    void doesNotCountIdentityAmongItsOwnPeers() {
        List<ActivityParty> apps = apps(5, "Billing Sync");
        learn(apps);
        see(usual().by(apps.get(1)).onDay(20).calling("mail.get", "mail", "read"));
        assertThat(peers(identity("Billing Sync0", "", PeerFacts.NONE)))
                .isEqualTo(new Peers(Kind.NAME, "Billing Sync", 4, 1));
    }

    @Test
    void comparesWithNoPeersIfThereAreTooFew() {
        learn(apps(2, "Billing Sync"));
        assertThat(peers(identity("new", "Billing Sync 17", PeerFacts.NONE))).isNull();
    }

    @Test
    void reportsNewIdentityUnlikeItsPeersWithLowSeverity() {
        learn(apps(9, "Build Bot"));
        List<BehaviorSignal> signals = Stream.of(usual(), usual().calling("mail.get", "mail", "read"))
                .map(use -> use.by(party("new", "Build Bot 10")).onDay(20))
                .flatMap(use -> see(use).stream())
                .toList();
        assertThat(signals).singleElement().satisfies(signal -> {
            assertThat(signal.type()).isEqualTo("unlike-peers");
            assertThat(signal.severity()).isEqualTo(SignalSeverity.LOW);
            assertThat(signal.sentence())
                    .isEqualTo(
                            "Build Bot 10 called mail.get (read mail). None of the 9 other identities named Build Bot"
                                    + " makes such calls. Grantkeeper has known it for less than a day (one activity).");
        });
    }

    @Test
    void reportsOnceThatIdentityDiffersFromAllPeersForTwoWeeks() {
        learn(apps(9, "Build Bot"));
        ActivityParty odd = party("odd", "Build Bot 10");
        List<BehaviorSignal> signals = usual().by(odd).daily(20).stream()
                .map(use -> use.onDay(6))
                .flatMap(use -> Stream.of(use, use.after(Duration.ofSeconds(20)).calling("mail.get", "mail", "read")))
                .flatMap(use -> see(use).stream())
                .filter(signal -> signal.sentence().contains("active days"))
                .toList();
        assertThat(signals).singleElement().satisfies(signal -> {
            assertThat(signal.severity()).isEqualTo(SignalSeverity.LOW);
            assertThat(signal.sentence())
                    .isEqualTo("Build Bot 10 made calls to read mail on 14 of 14 active days. None of the 9 other"
                            + " identities named Build Bot makes such calls.");
        });
    }

    @Test
    void doesNotNotifyAboutNewNetworkThatPeersUse() {
        List<ActivityParty> apps = apps(6, "Billing Sync");
        learn(apps);
        apps.subList(1, 6).forEach(app -> see(usual().by(app).onDay(20).from(OTHER_CLOUD)));
        assertThat(see(usual().by(apps.getFirst()).onDay(20).from(OTHER_CLOUD).using("curl/8")))
                .noneMatch(signal -> signal.severity().notifies())
                .anyMatch(signal -> signal.sentence()
                        .contains("all of the 5 other identities named Billing Sync use that network"));
    }

    /** If not all values of a group were stored, a comparison could overlook a peer that showed a value. */
    @Test
    void comparesWithNoPeersIfGroupIsIncomplete() {
        List<ActivityParty> apps = apps(4, "Billing Sync");
        learn(apps);
        for (int i = 0; i < 70; i++) {
            see(usual().by(apps.getFirst()).onDay(20).calling("call-" + i, "class-" + i, "read"));
        }
        assertThat(peers(identity("new", "Billing Sync 17", PeerFacts.NONE))).isNull();
    }

    @Test
    void countsAreUnchangedAfterStorage() {
        learn(apps(4, "Billing Sync"));
        PeerGroups loaded = new PeerGroups();
        loaded.load(ProfileCodec.decode(
                ProfileCodec.encode(analyzer.state("okta", "one").peers().save(), ProfileCodec.CONNECTION_LIMIT)));
        TrackedIdentity other = identity("new", "Billing Sync 17", PeerFacts.NONE);
        assertThat(loaded.withClass(other, TextHashes.of("contacts:read"), DAY))
                .isEqualTo(new Peers(Kind.NAME, "Billing Sync", 4, 4));
        assertThat(loaded.withClass(other, MAIL, DAY)).isEqualTo(new Peers(Kind.NAME, "Billing Sync", 4, 0));
    }

    /**
     * Only the largest groups are stored completely. A group that was stored only in part is not used in comparisons.
     */
    @Test
    void storedFormIsBoundedAndPartialGroupsAreNotCompared() {
        for (int group = 0; group < 600; group++) {
            PeerFacts facts = new PeerFacts("product " + group, "", "", "");
            for (int member = 0; member < 4; member++) {
                identity(group + "-" + member, "", facts);
                ActivityParty app = party(group + "-" + member, "");
                for (int day = 0; day < 15; day++) {
                    see(usual().by(app).onDay(day).calling("call", "class-" + day % 4, "read"));
                }
            }
        }
        byte[] stored =
                ProfileCodec.encode(analyzer.state("okta", "one").peers().save(), ProfileCodec.CONNECTION_LIMIT);
        assertThat(stored.length).isLessThanOrEqualTo(ProfileCodec.CONNECTION_LIMIT);
        PeerGroups loaded = new PeerGroups();
        loaded.load(ProfileCodec.decode(stored));
        long compared = IntStream.range(0, 600)
                .mapToObj(group -> loaded.withClass(
                        identity("new", "", new PeerFacts("product " + group, "", "", "")),
                        TextHashes.of("class-1:read"),
                        DAY))
                .filter(Objects::nonNull)
                .peek(peers -> assertThat(peers).isEqualTo(new Peers(Kind.PRODUCT, "", 4, 4)))
                .count();
        assertThat(compared).isBetween(100L, 599L);
    }

    @Property(seed = "31", tries = 50)
    void orderOfActivitiesInDayDoesNotChangeCounts(@ForAll @IntRange(min = 0, max = 9_999) int shuffle) {
        List<ActivityParty> apps = apps(4, "Billing Sync");
        List<ScriptedActivity> rows = apps.stream()
                .flatMap(app -> IntStream.range(0, 6)
                        .mapToObj(i -> usual().by(app)
                                .onDay(20)
                                .after(Duration.ofMinutes(i))
                                .calling("call-" + i, "class-" + i % 3, "read")))
                .toList();
        assertThat(countsOf(
                        apps,
                        rows.stream()
                                .sorted(Comparator.comparingLong(row -> TextHashes.of(row.toString() + shuffle)))
                                .toList()))
                .isEqualTo(countsOf(apps, rows));
    }

    private static String countsOf(List<ActivityParty> apps, List<ScriptedActivity> rows) {
        PeerGroupsTest run = new PeerGroupsTest();
        run.learn(apps);
        rows.forEach(run::see);
        return run.analyzer.state("okta", "one").peers().save().toString();
    }
}
