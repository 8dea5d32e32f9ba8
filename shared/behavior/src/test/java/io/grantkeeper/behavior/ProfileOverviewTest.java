package io.grantkeeper.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProfileOverviewTest {
    /** A Monday. */
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static StoredProfile profile(int days) {
        TrackedIdentity identity = new TrackedIdentity("okta:app/1", false, "Sync");
        for (int day = 0; day < days; day++) {
            Instant date = START.plus(Duration.ofDays(day));
            int today = (int) (date.getEpochSecond() / 86_400);
            boolean weekend = ActivityRates.isWeekend(today);
            for (int i = 0; i < (weekend ? 2 : 10); i++) {
                long second = date.plus(Duration.ofHours(9 + i)).getEpochSecond();
                identity.profile.track("crm:read").add(second, 1);
                identity.profile.track("failures").add(second, 1);
                identity.profile.touch(second);
            }
            identity.profile.networks.add(day % 7 == 3 ? "AS64501" : "AS64500", today);
            identity.profile.countries.add("DE", today);
        }
        StoredProfile.Builder stored = StoredProfile.builder().addAll(identity.save());
        SignalAnswer answer = SignalAnswer.to("burst", Severity.HIGH, true, START.plus(Duration.ofDays(days)));
        stored.add(ProfileSection.ANSWERS, TextHashes.of("burst"), answer.register());
        return stored.build();
    }

    @Test
    void showsPlacesHoursDaysAndAnswers() {
        Instant now = START.plus(Duration.ofDays(35)).plus(Duration.ofHours(12));
        ProfileOverview overview = ProfileOverview.of("app/1", profile(35), now).orElseThrow();
        assertThat(overview.networks()).containsExactly("AS64500", "AS64501");
        assertThat(overview.countries()).containsExactly("DE");
        assertThat(overview.learning()).isFalse();
        assertThat(overview.workdayHours()).hasSize(24).contains(25).startsWith(0, 0);
        assertThat(overview.weekendHours().get(9)).isEqualTo(10);
        assertThat(overview.days()).hasSize(28);
        ProfileOverview.Day friday = overview.days().get(24); // three days before Monday
        assertThat(friday.activities()).isEqualTo(10);
        assertThat(friday.expected()).contains(new ProfileOverview.Band(10, 10));
        assertThat(overview.days().get(25).expected()).contains(new ProfileOverview.Band(2, 2));
        assertThat(overview.answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.signal()).isEqualTo("burst"));
    }

    @Test
    void omitsExpiredAnswers() {
        Instant later = START.plus(Duration.ofDays(35 + 91));
        assertThat(ProfileOverview.of("app/1", profile(35), later).orElseThrow().answers())
                .isEmpty();
    }

    @Test
    void statesThatIdentityIsStillLearning() {
        Instant now = START.plus(Duration.ofDays(5));
        assertThat(ProfileOverview.of("app/1", profile(5), now).orElseThrow().learning())
                .isTrue();
        assertThat(ProfileOverview.of("app/1", StoredProfile.EMPTY, now)).isEmpty();
    }
}
