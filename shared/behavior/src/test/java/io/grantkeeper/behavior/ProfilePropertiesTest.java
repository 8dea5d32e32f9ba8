package io.grantkeeper.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.activity.Activity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Tests that a profile does not depend on the order, repetition or splitting of a day's activities. */
class ProfilePropertiesTest {
    @Property(seed = "11", tries = 200)
    void profileOfDayIsIndependentOfOrderAndRepetition(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 1_439) Integer> minutes,
            @ForAll @IntRange(min = 0, max = 9_999) int shuffle) {
        List<Activity> rows = new ArrayList<>();
        for (int i = 0; i < minutes.size(); i++) {
            int minute = minutes.get(i);
            ScriptedActivity row = ScriptedActivity.usual()
                    .after(Duration.ofMinutes(minute - 600))
                    .on("resource " + minute % 7)
                    .with("key " + minute % 3)
                    .using("client" + (char) ('a' + minute % 2) + "/1");
            rows.add(named(row.activity(), "row " + i));
        }
        List<Activity> permuted = new ArrayList<>(rows);
        permuted.addAll(rows.subList(0, rows.size() / 2));
        permuted.sort(Comparator.comparingLong(row -> TextHashes.of(row.eventId() + shuffle)));
        assertThat(profileOf(permuted)).isEqualTo(profileOf(rows));
    }

    private static String profileOf(List<Activity> rows) {
        ConnectionBehaviorState state = new ConnectionBehaviorState("okta", "one");
        UseSignalRules uses = new UseSignalRules(new PersonSignInPlaces());
        PlaceDatabase places = BehaviorAnalyzerTest.places();
        for (Activity row : rows) {
            TrackedIdentity identity = state.identity(row.actor());
            if (identity != null && state.isNew(row)) {
                uses.examine(new ActivityContext(
                        state,
                        row,
                        places.locate(row.place()),
                        identity,
                        identity,
                        identity.subject,
                        row.at().getEpochSecond()));
            }
        }
        TrackedIdentity identity = state.identity(ScriptedActivity.SYNC);
        return identity == null ? "" : identity.profile.contents();
    }

    private static Activity named(Activity row, String id) {
        return new Activity(
                id,
                row.at(),
                row.actor(),
                row.about(),
                row.person(),
                row.credential(),
                row.operation(),
                row.activityClass(),
                row.resource(),
                row.place(),
                row.client(),
                row.outcome(),
                row.size(),
                row.effects());
    }
}
