package io.grantkeeper.testing.activity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A non-human identity of the company, with its behavior in each phase of the simulation. */
final class GeneratedIdentity {
    /** The kinds of identities. The log rows of each kind have their own form. */
    enum Kind {
        OKTA_APP,
        OKTA_TOKEN,
        GITHUB_APP,
        GITHUB_TOKEN,
        GOOGLE_APP,
        GOOGLE_SERVICE_ACCOUNT,
        MICROSOFT_APP,
        MICROSOFT_MANAGED,
        MICROSOFT_DELEGATED,
        SLACK_APP,
        OPENAI_KEY,
        ANTHROPIC_KEY;

        String provider() {
            return switch (this) {
                case OKTA_APP, OKTA_TOKEN -> "okta";
                case GITHUB_APP, GITHUB_TOKEN -> "github";
                case GOOGLE_APP, GOOGLE_SERVICE_ACCOUNT -> "google";
                case MICROSOFT_APP, MICROSOFT_MANAGED, MICROSOFT_DELEGATED -> "microsoft";
                case SLACK_APP -> "slack";
                case OPENAI_KEY -> "openai";
                case ANTHROPIC_KEY -> "anthropic";
            };
        }

        /** Returns whether the identity acts on behalf of people, and therefore from those people's addresses. */
        boolean actsForPeople() {
            return this == GOOGLE_APP || this == MICROSOFT_DELEGATED || this == SLACK_APP;
        }
    }

    /** The times at which an identity acts. */
    enum Rhythm {
        OFFICE,
        CRON,
        NIGHTLY,
        WEEKLY,
        STEADY,
        MONTH_END,
        SPARSE
    }

    /**
     * The behavior of an identity, starting at a given time.
     *
     * @param pace the number of activities on a busy day
     * @param hour the local hour of scheduled runs
     */
    record Phase(
            Instant from,
            Rhythm rhythm,
            double pace,
            int hour,
            List<SimulatedAddress> addresses,
            String client,
            String credential,
            List<String> calls,
            List<String> resources) {
        Phase from(Instant start) {
            return new Phase(start, rhythm, pace, hour, addresses, client, credential, calls, resources);
        }

        Phase at(List<SimulatedAddress> moved) {
            return new Phase(from, rhythm, pace, hour, moved, client, credential, calls, resources);
        }

        Phase with(String upgraded) {
            return new Phase(from, rhythm, pace, hour, addresses, upgraded, credential, calls, resources);
        }

        Phase signedBy(String rotated) {
            return new Phase(from, rhythm, pace, hour, addresses, client, rotated, calls, resources);
        }

        Phase paced(double changed) {
            return new Phase(from, rhythm, changed, hour, addresses, client, credential, calls, resources);
        }

        Phase scheduled(Rhythm changed, int changedHour) {
            return new Phase(from, changed, pace, changedHour, addresses, client, credential, calls, resources);
        }

        Phase using(List<String> changed) {
            return new Phase(from, rhythm, pace, hour, addresses, client, credential, calls, changed);
        }
    }

    final int index;
    final Kind kind;
    final String id;
    final String secondId;
    final String name;
    final String connection;
    final GeneratedPerson owner;
    final List<GeneratedPerson> people = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();

    GeneratedIdentity(
            int index,
            Kind kind,
            String id,
            String secondId,
            String name,
            String connection,
            GeneratedPerson owner,
            Phase phase) {
        this.index = index;
        this.kind = kind;
        this.id = id;
        this.secondId = secondId;
        this.name = name;
        this.connection = connection;
        this.owner = owner;
        phases.add(phase);
    }

    /** Starts a phase. Phases must be added in chronological order. */
    void enters(Phase phase) {
        phases.add(phase);
    }

    Phase phase(Instant time) {
        Phase current = phases.getFirst();
        for (Phase phase : phases) {
            if (!phase.from().isAfter(time)) {
                current = phase;
            }
        }
        return current;
    }

    Phase first() {
        return phases.getFirst();
    }

    String provider() {
        return kind.provider();
    }
}
