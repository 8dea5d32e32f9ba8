package io.grantkeeper.testing.activity;

import io.grantkeeper.testing.activity.GeneratedIdentity.Phase;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/** Determines what an identity does on an ordinary day. */
final class RoutineSchedule {
    private static final List<Integer> OFFICE_HOURS =
            List.of(8, 9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 16, 17, 18);
    private final ActivityRandom random;

    RoutineSchedule(ActivityRandom random) {
        this.random = random;
    }

    void day(GeneratedIdentity identity, LocalDate day, Consumer<GeneratedAction> receiver) {
        Consumer<GeneratedAction> acts = act -> {
            if (identity.phase(act.at()).pace() > 0) {
                receiver.accept(act);
            }
        };
        ZoneId zone = identity.owner.zone;
        Instant noon = day.atTime(LocalTime.NOON).atZone(zone).toInstant();
        Phase phase = identity.phase(noon);
        if (phase.pace() == 0 || noon.isBefore(identity.first().from())) {
            return;
        }
        boolean weekend = day.getDayOfWeek().getValue() > 5;
        switch (phase.rhythm()) {
            case OFFICE -> office(identity, day, weekend ? phase.pace() * 0.03 : phase.pace(), acts);
            case CRON -> {
                for (int hour = phase.hour() % 6; hour < 24; hour += 6) {
                    run(identity, day, hour, phase.pace(), acts);
                }
            }
            case NIGHTLY -> run(identity, day, phase.hour(), phase.pace(), acts);
            case WEEKLY -> {
                if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
                    run(identity, day, 7, phase.pace(), acts);
                }
            }
            case STEADY -> {
                int count = random.poisson(phase.pace());
                for (int i = 0; i < count; i++) {
                    acts.accept(act(identity, time(day, random.below(24), zone)));
                }
            }
            case MONTH_END -> {
                boolean last = day.getDayOfMonth() == day.lengthOfMonth();
                office(identity, day, last ? 0 : weekend ? 0 : phase.pace() * 0.5, acts);
                if (last) {
                    run(identity, day, 20, phase.pace() * 8, acts);
                }
            }
            case SPARSE -> {
                if (!weekend && random.chance(0.2)) {
                    run(identity, day, random.pick(OFFICE_HOURS), phase.pace(), acts);
                }
            }
        }
    }

    /** Returns an ordinary action of an identity at a given time. */
    GeneratedAction act(GeneratedIdentity identity, Instant at) {
        Phase phase = identity.phase(at);
        GeneratedPerson drawn = random.pickSkewed(identity.people);
        GeneratedPerson person = drawn.works(at) ? drawn : identity.owner;
        boolean personal = phase.addresses().isEmpty();
        return new GeneratedAction(
                at,
                identity,
                person,
                random.pickSkewed(phase.calls()),
                random.pickSkewed(phase.resources()),
                personal ? person.at(at) : host(identity, phase, at),
                personal && identity.kind.actsForPeople() ? person.browser : phase.client(),
                phase.credential(),
                !random.chance(0.01),
                random.between(400, 9_000));
    }

    /**
     * Returns the address at which a hosted identity runs. A third of the identities get another address of the same
     * network every week, as if machines were replaced. The owners of some identities occasionally run them on their
     * own machines.
     */
    private SimulatedAddress host(GeneratedIdentity identity, Phase phase, Instant at) {
        if (identity.index % 20 == 3 && random.chance(0.03)) {
            return identity.owner.at(at);
        }
        SimulatedAddress address = random.pick(phase.addresses());
        int week = (int) (at.getEpochSecond() / 604_800 % 50);
        return identity.index % 3 == 0
                ? new SimulatedAddress(address.network(), address.number() + 17 * week)
                : address;
    }

    private void office(GeneratedIdentity identity, LocalDate day, double mean, Consumer<GeneratedAction> acts) {
        int count = random.poisson(mean);
        for (int i = 0; i < count; i++) {
            acts.accept(act(identity, time(day, random.pick(OFFICE_HOURS), identity.owner.zone)));
        }
    }

    /** Runs a scheduled job, which makes some calls in the first few minutes of the hour. */
    private void run(GeneratedIdentity identity, LocalDate day, int hour, double mean, Consumer<GeneratedAction> acts) {
        int count = Math.max(1, random.poisson(mean));
        Instant start =
                day.atTime(hour, 5).atZone(identity.owner.zone).toInstant().plusMillis(random.below(40_000));
        for (int i = 0; i < count; i++) {
            acts.accept(act(identity, start.plusMillis(i * 9_000L + random.below(8_000))));
        }
    }

    private Instant time(LocalDate day, int hour, ZoneId zone) {
        return day.atTime(hour, random.below(60), random.below(60))
                .atZone(zone)
                .toInstant()
                .plusMillis(random.below(1_000));
    }
}
