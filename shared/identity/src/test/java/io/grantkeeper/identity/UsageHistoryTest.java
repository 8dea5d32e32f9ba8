package io.grantkeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grantkeeper.identity.json.ModelJson;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A usage history")
class UsageHistoryTest {
    private static final ConnectionId ACME = new ConnectionId("google-acme");
    private static final IdentityId NOTES = new IdentityId(ACME, IdentityKind.OAUTH_CLIENT, "notes");
    private static final PersonId DANA = new PersonId(ACME, "dana");
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    private static DailyUsage usageOn(int day, String... calls) {
        LocalDate date = FIRST.plusDays(day);
        return new DailyUsage(
                NOTES,
                KnownOrUnknown.known(DANA),
                date,
                date.atStartOfDay(ZoneOffset.UTC).toInstant(),
                new TreeSet<>(List.of(calls)));
    }

    private static UsageHistory merge(List<DailyUsage> days) {
        return days.stream().map(UsageHistory::of).reduce(UsageHistory::merge).orElseThrow();
    }

    @Test
    void recordsFirstAndLastDayOfEachCall() {
        UsageHistory history = merge(List.of(usageOn(0, "send"), usageOn(20, "list"), usageOn(4, "list")));
        assertThat(history.seen().days()).isEqualTo(21);
        assertThat(history.calls().get("list")).isEqualTo(new DaySpan(FIRST.plusDays(4), FIRST.plusDays(20)));
        assertThat(history.activeDays()).isEqualTo(3);
        assertThat(history.cut()).isFalse();
    }

    @Property(seed = "7", tries = 20)
    void ignoresOrderAndRepetitionOfDailyUsage(@ForAll("histories") ReorderedUsage usage) {
        assertThat(merge(usage.reordered())).isEqualTo(merge(usage.days()));
    }

    record ReorderedUsage(List<DailyUsage> days, List<DailyUsage> reordered) {}

    /** Returns up to 400 days of calls, and a reordered copy in which the first 50 days are repeated. */
    @Provide
    Arbitrary<ReorderedUsage> histories() {
        Arbitrary<DailyUsage> day = Combinators.combine(
                        Arbitraries.integers().between(0, 149),
                        Arbitraries.integers().between(0, 899).withDistribution(RandomDistribution.uniform()))
                .as((date, call) -> usageOn(date, "call-" + call));
        return day.list().ofMinSize(1).ofMaxSize(400).flatMap(days -> {
            List<DailyUsage> repeated = new ArrayList<>(days);
            repeated.addAll(days.subList(0, Math.min(50, days.size())));
            return Arbitraries.shuffle(repeated).map(reordered -> new ReorderedUsage(days, reordered));
        });
    }

    @Test
    void limitsNumberOfCallsAndMarksHistoryAsTruncated() {
        List<DailyUsage> days = new ArrayList<>(IntStream.range(0, 300)
                .mapToObj(i -> usageOn(i, "call-%03d".formatted(i)))
                .toList());
        UsageHistory inOrder = merge(days);
        Collections.reverse(days);
        assertThat(merge(days)).isEqualTo(inOrder);
        assertThat(inOrder.cut()).isTrue();
        assertThat(inOrder.calls()).hasSize(UsageHistory.MAX_CALLS).containsKey("call-000");
        assertThat(inOrder.activeDays()).isEqualTo(64);
    }

    @Test
    void preservesHistoryInJsonRoundTrip() {
        UsageHistory history = merge(List.of(usageOn(0, "send"), usageOn(20, "list")));
        String json = ModelJson.write(history);
        assertThat(json).contains("\"list\":\"2026-01-21/2026-01-21\"");
        assertThat(ModelJson.read(json, UsageHistory.class)).isEqualTo(history);
    }

    @Test
    void refusesToMergeUsageOfDifferentPeople() {
        DailyUsage other = new DailyUsage(
                NOTES, KnownOrUnknown.unknown(), FIRST, usageOn(0).lastAt(), new TreeSet<>());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UsageHistory.of(usageOn(0)).merge(UsageHistory.of(other)))
                .withMessageContaining("cannot merge");
    }
}
