package io.grantkeeper.behavior;

import static io.grantkeeper.behavior.ScriptedActivity.OTHER_CLOUD;
import static io.grantkeeper.behavior.ScriptedActivity.change;
import static io.grantkeeper.behavior.ScriptedActivity.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.ActivityBatchAnalyzer.ActivityRecord;
import io.grantkeeper.behavior.ActivityBatchAnalyzer.Found;
import io.grantkeeper.behavior.store.ProfileCodec;
import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialAdded;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialRemoved;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityParty.Kind;
import io.grantkeeper.identity.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ActivityBatchAnalyzerTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    /** An in-memory store that fails at one of its writes. */
    private static final class FailingStore implements ProfileStore {
        private final Map<ProfileKey, byte[]> items = new HashMap<>();
        private final Map<ProfileKey, Long> versions = new HashMap<>();
        private int writes;
        private int failsAt = Integer.MAX_VALUE;
        private int reads;

        @Override
        public Map<ProfileKey, Versioned> load(TenantId tenant, Collection<ProfileKey> keys) {
            Map<ProfileKey, Versioned> found = new HashMap<>();
            keys.stream().filter(items::containsKey).forEach(key -> {
                reads++;
                found.put(key, new Versioned(ProfileCodec.decode(items.get(key)), versions.get(key)));
            });
            return found;
        }

        @Override
        public boolean save(TenantId tenant, ProfileKey key, StoredProfile profile, long version) {
            if (writes++ == failsAt) {
                throw new IllegalStateException("killed");
            }
            if (versions.getOrDefault(key, 0L) != version) {
                return false;
            }
            items.put(key, ProfileCodec.encode(profile, key.limit()));
            versions.put(key, version + 1);
            return true;
        }
    }

    private static List<ScriptedActivity> story() {
        List<ScriptedActivity> rows = new ArrayList<>(usual().daily(30));
        rows.add(change(new CredentialAdded(ScriptedActivity.SYNC, "key-2")).onDay(29));
        for (int i = 0; i < 60; i++) {
            rows.add(usual().onDay(30)
                    .after(Duration.ofSeconds(i * 20L))
                    .with("key-2")
                    .from(OTHER_CLOUD)
                    .using("curl/8")
                    .calling("query", "crm", "read")
                    .on("record " + i));
        }
        return rows;
    }

    /**
     * Splits activities into records that each contain five minutes of one identity, as the table's stream delivers
     * them.
     */
    private static List<ActivityRecord> records(List<ScriptedActivity> rows) {
        Map<String, List<Activity>> slots = rows.stream()
                .map(ScriptedActivity::activity)
                .collect(Collectors.groupingBy(
                        row -> row.about().ids().getFirst() + " " + row.at().getEpochSecond() / 300,
                        java.util.TreeMap::new,
                        Collectors.toList()));
        return slots.entrySet().stream()
                .map(slot -> new ActivityRecord(slot.getKey(), "okta", "one", slot.getValue()))
                .toList();
    }

    private static ActivityBatchAnalyzer over(ProfileStore store) {
        return new ActivityBatchAnalyzer(BehaviorAnalyzerTest.places(), store, CLOCK);
    }

    private static List<String> texts(List<Found> found) {
        return found.stream()
                .flatMap(each -> each.analysis().signals().stream())
                .map(BehaviorSignal::toString)
                .toList();
    }

    private static List<String> run(ProfileStore store, List<ActivityRecord> records, int batchSize) {
        List<String> signals = new ArrayList<>();
        for (int start = 0; start < records.size(); start += batchSize) {
            ActivityBatchAnalyzer.Batch batch =
                    over(store).open(TENANT, records.subList(start, Math.min(records.size(), start + batchSize)));
            signals.addAll(texts(batch.analyze()));
            batch.save();
        }
        return signals;
    }

    @Test
    void storedProfilesYieldSameSignalsAsUninterruptedRun() {
        BehaviorAnalyzer analyzer = new BehaviorAnalyzer(BehaviorAnalyzerTest.places());
        List<String> expected = records(story()).stream()
                .flatMap(record -> record.activities().stream())
                .flatMap(row -> analyzer.analyze("okta", "one", row).signals().stream())
                .map(BehaviorSignal::toString)
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(run(new FailingStore(), records(story()), 1)).isEqualTo(expected);
        assertThat(run(new FailingStore(), records(story()), 7)).isEqualTo(expected);
    }

    @Test
    void redeliveredBatchAddsNothing() {
        FailingStore store = new FailingStore();
        List<ActivityRecord> all = records(story());
        var _ = run(store, all, 5);
        Map<ProfileKey, String> before = contents(store);
        ActivityBatchAnalyzer.Batch again = over(store).open(TENANT, all.subList(all.size() - 5, all.size()));
        assertThat(again.analyze()).isEmpty();
        assertThat(again.save()).isZero();
        assertThat(contents(store)).isEqualTo(before);
    }

    @Test
    void interruptionAtAnyWriteLosesAndDuplicatesNothing() {
        List<ActivityRecord> all = records(story());
        FailingStore whole = new FailingStore();
        List<String> expected = run(whole, all, 5);
        for (int failsAt = 0; failsAt < whole.writes; failsAt++) {
            FailingStore store = new FailingStore();
            store.failsAt = failsAt;
            List<String> signals = new ArrayList<>();
            for (int start = 0; start < all.size(); start += 5) {
                List<ActivityRecord> batch = all.subList(start, Math.min(all.size(), start + 5));
                List<String> found = new ArrayList<>();
                while (true) {
                    try {
                        ActivityBatchAnalyzer.Batch attempt = over(store).open(TENANT, batch);
                        // The caller stores each finding under its key: what it found before the interruption counts.
                        texts(attempt.analyze()).stream()
                                .filter(signal -> !found.contains(signal))
                                .forEach(found::add);
                        attempt.save();
                        break;
                    } catch (IllegalStateException _) {
                        store.failsAt = Integer.MAX_VALUE;
                    }
                }
                signals.addAll(found);
            }
            assertThat(signals).as("killed at write %d", failsAt).isEqualTo(expected);
            assertThat(identities(store)).as("killed at write %d", failsAt).isEqualTo(identities(whole));
        }
    }

    /** A person's key, and the next one that its owner creates, uses, and then keeps alone. */
    private static List<ScriptedActivity> rotation() {
        ActivityParty first = ActivityParty.of(Kind.TOKEN, "key/1", "key of Dana");
        ActivityParty second = ActivityParty.of(Kind.TOKEN, "key/2", "key of Dana");
        List<ScriptedActivity> rows =
                new ArrayList<>(usual().by(first).forPerson("dana@acme.test").daily(20));
        rows.add(by("dana@acme.test", second, new CredentialAdded(second, "2")).onDay(18));
        rows.add(usual().by(second).forPerson("dana@acme.test").onDay(19).after(Duration.ofHours(1)));
        rows.add(by("dana@acme.test", first, new CredentialRemoved(first, "1")).onDay(20));
        rows.add(usual().by(second).forPerson("dana@acme.test").onDay(21));
        rows.sort(Comparator.comparing(ScriptedActivity::at));
        return rows;
    }

    private static ScriptedActivity by(String person, ActivityParty key, ActivityEffect effect) {
        ScriptedActivity change = change(effect).forPerson(person);
        return new ScriptedActivity(
                change.at(),
                ActivityParty.of(Kind.PERSON, "person/" + person, person),
                key,
                change.person(),
                "",
                change.operation(),
                change.activityClass(),
                "",
                change.address(),
                change.client(),
                change.effects());
    }

    @Test
    void interruptionAtAnyWriteOfRotationKeepsBothKeysOneIdentity() {
        List<ActivityRecord> all = records(rotation()).stream().sorted(BY_TIME).toList();
        FailingStore whole = new FailingStore();
        var _ = run(whole, all, 1);
        for (int failsAt = 0; failsAt < whole.writes; failsAt++) {
            FailingStore store = new FailingStore();
            store.failsAt = failsAt;
            for (ActivityRecord record : all) {
                try {
                    var _ = run(store, List.of(record), 1);
                } catch (IllegalStateException _) {
                    store.failsAt = Integer.MAX_VALUE;
                    var _ = run(store, List.of(record), 1);
                }
            }
            assertThat(subjectOfLastUse(store))
                    .as("killed at write %d", failsAt)
                    .isEqualTo("okta:key/1");
        }
    }

    private static final Comparator<ActivityRecord> BY_TIME =
            Comparator.comparing(record -> record.activities().getFirst().at());

    /** Returns the subject of a use of the second key from a place that the first one never used. */
    private static String subjectOfLastUse(ProfileStore store) {
        ScriptedActivity use = usual().by(ActivityParty.of(Kind.TOKEN, "key/2", "key of Dana"))
                .forPerson("dana@acme.test")
                .onDay(22)
                .from(ScriptedActivity.TOR);
        return over(store).open(TENANT, records(List.of(use))).analyze().stream()
                .map(found -> found.analysis().subject())
                .findFirst()
                .orElseThrow();
    }

    /** Ten apps of one name, of which two read mail after their learning period. */
    private static List<ScriptedActivity> peers() {
        List<ScriptedActivity> rows = new ArrayList<>();
        for (int peer = 0; peer < 10; peer++) {
            ScriptedActivity use = usual().by(ActivityParty.of(Kind.APP, "app/" + peer, "Billing Sync " + peer))
                    .after(Duration.ofMinutes(peer));
            for (int day = peer == 9 ? 1 : 0; day < 16; day++) {
                rows.add(use.onDay(day));
            }
            if (peer > 7) {
                rows.add(use.onDay(14 + peer - 8).after(Duration.ofHours(1)).calling("mail.get", "mail", "read"));
            }
        }
        rows.sort(Comparator.comparing(ScriptedActivity::at));
        return rows;
    }

    @Test
    void eachPeerIsCountedOnceDespiteInterruptionAtAnyWrite() {
        List<ActivityRecord> all = records(peers());
        FailingStore whole = new FailingStore();
        List<String> expected = run(whole, all, 40);
        assertThat(expected)
                .anySatisfy(signal -> assertThat(signal)
                        .contains("none of the 8 other identities named Billing Sync makes such calls"))
                .anySatisfy(signal ->
                        assertThat(signal).contains("1 of the 9 other identities named Billing Sync makes such calls"));
        for (int failsAt = 0; failsAt < whole.writes; failsAt++) {
            FailingStore store = new FailingStore();
            store.failsAt = failsAt;
            List<String> signals = new ArrayList<>();
            for (int start = 0; start < all.size(); start += 40) {
                List<ActivityRecord> batch = all.subList(start, Math.min(all.size(), start + 40));
                List<String> found = new ArrayList<>();
                for (boolean saved = false; !saved; ) {
                    ActivityBatchAnalyzer.Batch attempt = over(store).open(TENANT, batch);
                    texts(attempt.analyze()).stream()
                            .filter(signal -> !found.contains(signal))
                            .forEach(found::add);
                    try {
                        attempt.save();
                        saved = true;
                    } catch (IllegalStateException _) {
                        store.failsAt = Integer.MAX_VALUE;
                    }
                }
                signals.addAll(found);
            }
            // A repeated attempt may compare with peers that the first one counted after it made the comparison.
            assertThat(withoutPeers(signals)).as("killed at write %d", failsAt).isEqualTo(withoutPeers(expected));
            assertThat(peerCounts(store)).as("killed at write %d", failsAt).isEqualTo(peerCounts(whole));
        }
    }

    private static List<String> withoutPeers(List<String> signals) {
        return signals.stream()
                .map(signal -> signal.substring(0, signal.indexOf(';')))
                .distinct()
                .toList();
    }

    private static Map<ProfileKey, String> peerCounts(FailingStore store) {
        Map<ProfileKey, String> contents = contents(store);
        contents.keySet().removeIf(key -> !key.name().equals("peers"));
        return contents;
    }

    @Test
    void readsAndWritesEachProfileOncePerBatch() {
        FailingStore store = new FailingStore();
        List<ActivityRecord> all = records(usual().daily(60));
        var _ = run(store, all.subList(0, 50), 1);
        store.reads = 0;
        store.writes = 0;
        var _ = run(store, all.subList(50, 60), 10);
        assertThat(store.writes).isEqualTo(1);
        assertThat(store.reads).isLessThanOrEqualTo(4); // the identity, the connection, its names and its peer groups
    }

    @Test
    void profileStaysBelowFourKilobytesForYears() {
        FailingStore store = new FailingStore();
        List<ScriptedActivity> rows = new ArrayList<>();
        for (int day = 0; day < 365; day++) {
            for (int i = 0; i < 24; i++) {
                rows.add(usual().onDay(day)
                        .after(Duration.ofHours(i - 10L).plusMinutes(day % 60))
                        .with("key-" + day / 10)
                        .from("198.51." + day % 200 + "." + i)
                        .using("client" + (char) ('a' + day % 26) + "/1")
                        .calling("call-" + day % 150 + "-" + i, "class" + i, "read")
                        .on("resource " + day + " " + i)
                        .forPerson("person" + day % 90 + "@acme.test"));
            }
        }
        var _ = run(store, records(rows), 200);
        assertThat(store.items.entrySet())
                .filteredOn(item -> item.getKey().kind() != ProfileKey.Kind.CONNECTION)
                .allSatisfy(item -> assertThat(item.getValue().length).isLessThanOrEqualTo(4_000));
        int size = store.items.get(new ProfileKey(ProfileKey.Kind.IDENTITY, "one", "app/sync")).length;
        System.out.println("bytes of a profile after a busy year: " + size);
        assertThat(size).isBetween(2_000, 4_000);
        FailingStore quiet = new FailingStore();
        var _ = run(quiet, records(usual().daily(365)), 200);
        int usual = quiet.items.get(new ProfileKey(ProfileKey.Kind.IDENTITY, "one", "app/sync")).length;
        System.out.println("bytes of a profile after a regular year: " + usual);
        assertThat(usual).isLessThanOrEqualTo(1_024);
    }

    private static Map<ProfileKey, String> contents(FailingStore store) {
        Map<ProfileKey, String> contents = new HashMap<>();
        store.items.forEach(
                (key, bytes) -> contents.put(key, ProfileCodec.decode(bytes).toString()));
        return contents;
    }

    private static Map<ProfileKey, String> identities(FailingStore store) {
        Map<ProfileKey, String> contents = contents(store);
        contents.keySet().removeIf(key -> key.kind() != ProfileKey.Kind.IDENTITY);
        return contents;
    }
}
