package io.grantkeeper.behavior;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityParty.Kind;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An activity that tests can vary. By default, the app "Sync" acts on a Monday at 10:00, from its usual server and with
 * its usual client.
 */
record ScriptedActivity(
        Instant at,
        ActivityParty actor,
        ActivityParty about,
        ActivityPerson person,
        String credential,
        String operation,
        ActivityClass activityClass,
        String resource,
        String address,
        String client,
        List<ActivityEffect> effects) {
    static final ActivityParty SYNC = ActivityParty.of(Kind.APP, "app/sync", "Sync");
    static final ActivityParty ADMIN = ActivityParty.of(Kind.PERSON, "person/admin", "admin@acme.test");
    static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    static final String SERVER = "192.0.2.10";
    static final String OTHER_CLOUD = "198.51.100.10";
    static final String HOME = "203.0.113.10";
    static final String TOR = "203.0.113.200";
    static final String PLACES = """
            {"prefix":"192.0.2.0/24","asn":64500,"org":"Usual Cloud","country":"DE","kind":"hosting"}
            {"prefix":"198.51.100.0/24","asn":64501,"org":"Other Cloud","country":"US","kind":"hosting"}
            {"prefix":"203.0.113.0/25","asn":64502,"org":"Home Net","country":"FR","kind":"isp"}
            {"prefix":"203.0.113.200/32","asn":64503,"org":"Relay","country":"RO","kind":"tor"}
            """;

    ScriptedActivity {
        effects = List.copyOf(effects);
    }

    static ScriptedActivity usual() {
        return new ScriptedActivity(
                MONDAY,
                SYNC,
                SYNC,
                ActivityPerson.NONE,
                "key-1",
                "contacts.list",
                new ActivityClass("contacts", "read"),
                "contacts",
                SERVER,
                "sync/1.0",
                List.of());
    }

    /** Returns a change that an administrator makes to the app. */
    static ScriptedActivity change(ActivityEffect... effects) {
        return new ScriptedActivity(
                MONDAY,
                ADMIN,
                SYNC,
                new ActivityPerson("admin", "admin@acme.test"),
                "",
                "change",
                new ActivityClass("identity-administration", "write"),
                "",
                HOME,
                "Mozilla/5.0 Firefox/1",
                List.of(effects));
    }

    ScriptedActivity after(Duration time) {
        return new ScriptedActivity(
                at.plus(time),
                actor,
                about,
                person,
                credential,
                operation,
                activityClass,
                resource,
                address,
                client,
                effects);
    }

    ScriptedActivity onDay(int day) {
        return after(Duration.ofDays(day));
    }

    ScriptedActivity by(ActivityParty other) {
        return new ScriptedActivity(
                at, other, other, person, credential, operation, activityClass, resource, address, client, effects);
    }

    ScriptedActivity forPerson(String email) {
        return new ScriptedActivity(
                at,
                actor,
                about,
                new ActivityPerson("", email),
                credential,
                operation,
                activityClass,
                resource,
                address,
                client,
                effects);
    }

    ScriptedActivity with(String other) {
        return new ScriptedActivity(
                at, actor, about, person, other, operation, activityClass, resource, address, client, effects);
    }

    ScriptedActivity calling(String other, String resourceClass, String action) {
        return new ScriptedActivity(
                at,
                actor,
                about,
                person,
                credential,
                other,
                new ActivityClass(resourceClass, action),
                resource,
                address,
                client,
                effects);
    }

    ScriptedActivity on(String other) {
        return new ScriptedActivity(
                at, actor, about, person, credential, operation, activityClass, other, address, client, effects);
    }

    ScriptedActivity from(String other) {
        return new ScriptedActivity(
                at, actor, about, person, credential, operation, activityClass, resource, other, client, effects);
    }

    ScriptedActivity using(String other) {
        return new ScriptedActivity(
                at, actor, about, person, credential, operation, activityClass, resource, address, other, effects);
    }

    ScriptedActivity effecting(ActivityEffect... others) {
        return new ScriptedActivity(
                at,
                actor,
                about,
                person,
                credential,
                operation,
                activityClass,
                resource,
                address,
                client,
                List.of(others));
    }

    Activity activity() {
        return new Activity(
                "",
                at,
                actor,
                about,
                person,
                credential,
                operation,
                activityClass,
                resource,
                new ActivityPlace(address, 0, "", ""),
                client,
                ActivityOutcome.SUCCEEDED,
                0,
                effects);
    }

    /** Returns this activity, and four more in the following minutes, on each of the first {@code days} days. */
    List<ScriptedActivity> daily(int days) {
        List<ScriptedActivity> all = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (int minute = 0; minute < 5; minute++) {
                all.add(onDay(day).after(Duration.ofMinutes(minute)));
            }
        }
        return all;
    }
}
