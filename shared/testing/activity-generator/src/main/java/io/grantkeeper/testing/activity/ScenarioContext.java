package io.grantkeeper.testing.activity;

import io.grantkeeper.testing.activity.GeneratedIdentity.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Support that attacks and harmless changes share: chooses identities, and chooses times after the learning period. */
final class ScenarioContext {
    final GeneratedCompany company;
    final ActivityRandom random;
    final ActivityLog log;
    final LogRowWriter rows;
    final RoutineSchedule routine;
    final Instant start;
    final int days;
    final List<PlantedScenario> stories = new ArrayList<>();
    private final Set<GeneratedIdentity> taken = new HashSet<>();

    ScenarioContext(
            GeneratedCompany company,
            ActivityRandom random,
            ActivityLog log,
            LogRowWriter rows,
            RoutineSchedule routine,
            Instant start,
            int days) {
        this.company = company;
        this.random = random;
        this.log = log;
        this.rows = rows;
        this.routine = routine;
        this.start = start;
        this.days = days;
    }

    PlantedScenario story(Enum<?> kind) {
        PlantedScenario story = new PlantedScenario(stories.size(), kind);
        stories.add(story);
        return story;
    }

    /** Chooses an identity that no other scenario uses. */
    GeneratedIdentity take(PlantedScenario story, Predicate<GeneratedIdentity> suitable) {
        List<GeneratedIdentity> candidates = company.identities.stream()
                .filter(identity -> !taken.contains(identity))
                .filter(identity -> identity.first().pace() > 0)
                .filter(suitable)
                .toList();
        if (candidates.isEmpty()) {
            throw new IllegalStateException("No identity is left for " + story.kindName());
        }
        return use(story, random.pick(candidates));
    }

    GeneratedIdentity use(PlantedScenario story, GeneratedIdentity identity) {
        taken.add(identity);
        story.identities.add(identity);
        return identity;
    }

    boolean isFree(GeneratedIdentity identity) {
        return !taken.contains(identity) && identity.first().pace() > 0;
    }

    static Predicate<GeneratedIdentity> ofKind(Kind first, Kind... others) {
        Set<Kind> kinds = EnumSet.of(first, others);
        return identity -> kinds.contains(identity.kind);
    }

    /** Matches identities that act often enough to have a profile. */
    static Predicate<GeneratedIdentity> busy() {
        return identity -> switch (identity.first().rhythm()) {
            case OFFICE, CRON, NIGHTLY, STEADY -> true;
            case WEEKLY, MONTH_END, SPARSE -> false;
        };
    }

    /** Returns a random time on the given day. Days are counted from the start of the simulation. */
    Instant on(int day) {
        return start.plus(Duration.ofDays(day)).plusSeconds(random.below(86_400));
    }

    /**
     * Returns a random time after the learning period, early enough to leave the given number of days for subsequent
     * events.
     */
    Instant moment(int daysThatFollow) {
        return on(random.between(21, days - 2 - daysThatFollow));
    }

    /** Returns the first working hour after the given time, in the person's time zone. */
    Instant workingHour(GeneratedPerson person, Instant after) {
        var local = after.atZone(person.zone);
        while (local.getDayOfWeek().getValue() > 5 || local.getHour() < 9 || local.getHour() > 16) {
            local = local.plusMinutes(53);
        }
        return local.toInstant();
    }

    /** Adds several actions of an identity within a period. */
    void burst(
            PlantedScenario story,
            GeneratedIdentity identity,
            Instant from,
            Duration period,
            int count,
            UnaryOperator<GeneratedAction> change) {
        long step = Math.max(1, period.toMillis() / count);
        for (int i = 0; i < count; i++) {
            Instant at = from.plusMillis(i * step + random.below((int) Math.min(step, Integer.MAX_VALUE)));
            log.act(change.apply(routine.act(identity, at)), story);
        }
    }

    SimulatedAddress rented() {
        return new SimulatedAddress(random.pick(NetworkCatalog.RENTED), random.below(5_000));
    }

    SimulatedAddress exit() {
        return new SimulatedAddress(random.pick(NetworkCatalog.EXITS), random.below(200));
    }

    SimulatedAddress abroad() {
        return new SimulatedAddress(random.pick(NetworkCatalog.ABROAD), random.below(5_000));
    }

    String attackersClient() {
        return random.pick(List.of(
                "python-requests/2.32.3", "curl/8.5.0", "python-aiohttp/3.9.5", "Go-http-client/1.1", "axios/1.7.2"));
    }
}
