package io.grantkeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grantkeeper.identity.json.ModelJson;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
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
                Knowledge.known(DANA),
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

    @Test
    void ignoresOrderAndRepetitionOfDailyUsage() {
        Random random = new Random(7);
        List<DailyUsage> days = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            days.add(usageOn(random.nextInt(150), "call-" + random.nextInt(900)));
        }
        UsageHistory expected = merge(days);
        for (int round = 0; round < 20; round++) {
            List<DailyUsage> again = new ArrayList<>(days);
            again.addAll(days.subList(0, 50));
            Collections.shuffle(again, random);
            assertThat(merge(again)).isEqualTo(expected);
        }
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
        assertThat(inOrder.calls()).hasSize(UsageHistory.MOST_CALLS).containsKey("call-000");
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
        DailyUsage other =
                new DailyUsage(NOTES, Knowledge.unknown(), FIRST, usageOn(0).lastAt(), new TreeSet<>());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UsageHistory.of(usageOn(0)).merge(UsageHistory.of(other)))
                .withMessageContaining("cannot merge");
    }
}
