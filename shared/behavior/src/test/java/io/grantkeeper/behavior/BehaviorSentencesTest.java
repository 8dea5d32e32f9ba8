package io.grantkeeper.behavior;

import static io.grantkeeper.behavior.ScriptedActivity.ADMIN;
import static io.grantkeeper.behavior.ScriptedActivity.HOME;
import static io.grantkeeper.behavior.ScriptedActivity.OTHER_CLOUD;
import static io.grantkeeper.behavior.ScriptedActivity.SERVER;
import static io.grantkeeper.behavior.ScriptedActivity.TOR;
import static io.grantkeeper.behavior.ScriptedActivity.change;
import static io.grantkeeper.behavior.ScriptedActivity.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.incident.BehaviorFindings;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityParty.Kind;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Each sentence about unusual behavior")
class BehaviorSentencesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/grantkeeper/behavior");

    private static final String OTHER_TOR = "203.0.113.201";
    private static final String OFFICE = "203.0.113.130";
    private static final String PLACES = ScriptedActivity.PLACES + """
            {"prefix":"203.0.113.201/32","asn":64503,"org":"Relay","country":"RO","kind":"tor"}
            {"prefix":"203.0.113.128/26","asn":64504,"org":"Office Net","country":"BE","kind":"isp"}
            """;

    private static BehaviorAnalyzer analyzer() {
        PlaceDatabase places = new PlaceDatabase();
        try {
            places.read(new StringReader(PLACES));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new BehaviorAnalyzer(places);
    }

    private static List<String> sentences(List<ScriptedActivity> activities) {
        return sentencesOf(activities.stream().map(ScriptedActivity::activity).toList());
    }

    private static List<String> sentencesOf(List<Activity> activities) {
        BehaviorAnalyzer analyzer = analyzer();
        return activities.stream()
                .flatMap(each -> analyzer.analyze("okta", "one", each).signals().stream())
                .flatMap(signal -> new Reported(signal, "incident-1").texts().stream())
                .toList();
    }

    /** A signal and the incident that it belongs to. */
    private record Reported(BehaviorSignal signal, String incident) {
        List<String> texts() {
            Finding finding = BehaviorFindings.of(
                    signal,
                    new IdentityId(new ConnectionId("okta-acme"), IdentityKind.OAUTH_CLIENT, "sync"),
                    ScriptedActivity.MONDAY,
                    ScriptedActivity.MONDAY,
                    incident,
                    true);
            return Stream.concat(Stream.of(finding.headline(), finding.advice()), finding.reasons().stream())
                    .toList();
        }
    }

    /**
     * An app that was used each day, and one use that differs.
     *
     * @param days the number of days on which it was used
     * @param rest the number of days on which it was not used, after the first ten days
     * @param varieties the number of other networks, clients, credentials and resources that it used on the first day
     * @param pause the number of days without use before the use that differs
     * @param peers the number of other apps that make the differing use from the start
     * @param hour the number of hours by which the last use is later than usual
     */
    private record Use(
            String name,
            int days,
            int rest,
            int varieties,
            int pause,
            int peers,
            int hour,
            String address,
            String client,
            String operation,
            ActivityClass type,
            String resource,
            String credential) {
        private static final List<String> NETWORKS = List.of(HOME, "192.0.2.20");

        static Use of(int days) {
            return new Use(
                    "Sync",
                    days,
                    0,
                    0,
                    0,
                    0,
                    0,
                    SERVER,
                    "sync/1.0",
                    "contacts.list",
                    new ActivityClass("contacts", "read"),
                    "contacts",
                    "key-1");
        }

        Use from(String other) {
            return with(peers, hour, other, client, operation, type, resource, credential);
        }

        Use after(int silent) {
            return new Use(
                    name,
                    days,
                    rest,
                    varieties,
                    silent,
                    peers,
                    hour,
                    address,
                    client,
                    operation,
                    type,
                    resource,
                    credential);
        }

        Use with(int others) {
            return with(others, hour, address, client, operation, type, resource, credential);
        }

        Use later(int hours) {
            return with(peers, hours, address, client, operation, type, resource, credential);
        }

        Use using(String other, String another) {
            return with(peers, hour, address, other, operation, type, another, credential);
        }

        Use calling(String other, String className, String action) {
            return with(
                    peers, hour, address, client, other, new ActivityClass(className, action), resource, credential);
        }

        Use credential(String other) {
            return with(peers, hour, address, client, operation, type, resource, other);
        }

        private Use with(
                int others,
                int hours,
                String place,
                String by,
                String call,
                ActivityClass kind,
                String what,
                String key) {
            return new Use(name, days, rest, varieties, pause, others, hours, place, by, call, kind, what, key);
        }

        ActivityParty app() {
            return ActivityParty.of(Kind.APP, "app/" + name, name);
        }

        List<ScriptedActivity> history() {
            List<ScriptedActivity> all = new ArrayList<>();
            for (int variety = 0; variety < varieties && days > 0; variety++) {
                all.add(usual().by(app())
                        .after(Duration.ofSeconds(variety + 1L))
                        .from(NETWORKS.get(variety % 2))
                        .using("client" + (char) ('a' + variety) + "/1")
                        .on("resource " + variety)
                        .with("other " + variety));
            }
            for (int day = 0; day < days; day++) {
                for (int use = 0; use < 5; use++) {
                    ScriptedActivity each =
                            usual().by(app()).onDay(day < 10 ? day : day + rest).after(Duration.ofMinutes(use));
                    all.add(each);
                    for (int peer = 0; peer < peers; peer++) {
                        ActivityParty other = ActivityParty.of(Kind.APP, "app/peer-" + peer, "Peer " + peer);
                        all.add(each.by(other).from(address).calling(operation, type.resource(), type.action()));
                    }
                }
            }
            return all;
        }

        ScriptedActivity last() {
            return usual().by(app())
                    .onDay(days + rest + pause)
                    .after(Duration.ofHours(hour))
                    .from(address)
                    .using(client)
                    .calling(operation, type.resource(), type.action())
                    .on(resource)
                    .with(credential);
        }

        List<String> texts() {
            return sentences(
                    Stream.concat(history().stream(), Stream.of(last())).toList());
        }
    }

    /**
     * An app that performs an operation, and other apps that have been used for weeks.
     *
     * @param group what the app has in common with its peers
     * @param peers the number of other apps that are its peers
     * @param showing how many of the peers performed the operation before
     * @param strangers how many apps that are not its peers performed the operation before
     * @param days the number of days since the app was first used
     * @param step the interval, in days, at which the app is used
     * @param every the interval, in days of use, at which the app performed the operation before; 0 if it never did
     */
    private record Beside(
            String name,
            PeerGroups.Kind group,
            int peers,
            int showing,
            int strangers,
            int days,
            int step,
            int every,
            String address,
            String operation,
            String type) {
        static Beside of(PeerGroups.Kind group) {
            return new Beside("Sync", group, 9, 0, 0, 30, 1, 0, SERVER, "mail.get", "mail");
        }

        Beside showing(int some, int others) {
            return new Beside(name, group, peers, some, others, days, step, every, address, operation, type);
        }

        Beside days(int other, int often) {
            return new Beside(name, group, peers, showing, strangers, other, step, often, address, operation, type);
        }

        Beside from(String other) {
            return new Beside(
                    name, group, peers, showing, strangers, days, step, every, other, "contacts.list", "contacts");
        }

        private ScriptedActivity differing(ScriptedActivity use) {
            return use.from(address).calling(operation, type, "read");
        }

        private PeerFacts facts() {
            return switch (group) {
                case PRODUCT -> new PeerFacts("sync", "", "", "");
                case OWNER -> new PeerFacts("", "dana", "", "");
                case TEAM -> new PeerFacts("", "", "sales", "");
                case ACCESS -> new PeerFacts("", "", "", "contacts");
                case USE, NAME -> PeerFacts.NONE;
            };
        }

        List<String> texts() {
            BehaviorAnalyzer analyzer = analyzer();
            List<ScriptedActivity> all = new ArrayList<>();
            for (int peer = 0; peer < peers; peer++) {
                String called = group == PeerGroups.Kind.NAME ? name + " " + peer : "Peer " + (char) ('A' + peer);
                ActivityParty app = ActivityParty.of(Kind.APP, "app/peer-" + peer, called);
                known(analyzer, app);
                usual().by(app).daily(31).forEach(all::add);
                if (peer < showing) {
                    all.add(differing(usual().by(app)).onDay(10));
                }
            }
            for (int stranger = 0; stranger < strangers; stranger++) {
                ActivityParty app = ActivityParty.of(Kind.APP, "app/stranger-" + stranger, "Other " + stranger);
                all.add(differing(usual().by(app)).onDay(10));
            }
            ActivityParty app = ActivityParty.of(Kind.APP, "app/" + name, name);
            known(analyzer, app);
            for (int day = 31 - days; day < 31; day += Math.max(1, step)) {
                all.add(usual().by(app).onDay(day));
                if (every > 0 && (day - 31 + days) % (every * Math.max(1, step)) == 0) {
                    all.add(differing(usual().by(app)).onDay(day).after(Duration.ofMinutes(1)));
                }
            }
            all.add(differing(usual().by(app)).onDay(31));
            return all.stream()
                    .sorted(Comparator.comparing(ScriptedActivity::at))
                    .flatMap(each -> analyzer.analyze("okta", "one", each.activity()).signals().stream())
                    .flatMap(signal -> new Reported(signal, "incident-1").texts().stream())
                    .toList();
        }

        private void known(BehaviorAnalyzer analyzer, ActivityParty app) {
            TrackedIdentity identity = analyzer.state("okta", "one").identity(app);
            if (identity != null) {
                identity.facts = facts();
            }
        }
    }

    /**
     * An app that is used from the Tor network.
     *
     * @param days the number of days on which it was used from elsewhere
     * @param times the number of days after that on which it was used from Tor; before the first of these days, it was
     *     never used from Tor
     */
    private record Anonymous(String name, int days, int times) {
        List<String> texts() {
            ScriptedActivity use = usual().by(ActivityParty.of(Kind.APP, "app/" + name, name));
            List<ScriptedActivity> all = new ArrayList<>(use.daily(days));
            for (int time = 0; time < times; time++) {
                all.add(use.onDay(days + time).from(TOR));
            }
            return sentences(all);
        }
    }

    /**
     * An app that two people use from their own networks. One of them then uses it from the other's network.
     *
     * @param days the number of days on which both use it
     * @param address the address where the other person works
     */
    private record Colleague(String name, String person, int days, String address) {
        List<String> texts() {
            ScriptedActivity use = usual().by(ActivityParty.of(Kind.APP, "app/" + name, name));
            List<ScriptedActivity> all = new ArrayList<>();
            for (int day = 0; day < days; day++) {
                for (int minute = 0; minute < 5; minute++) {
                    ScriptedActivity each = use.onDay(day).after(Duration.ofMinutes(minute));
                    all.add(each.forPerson(person).from(OTHER_CLOUD));
                    all.add(each.forPerson("erin@acme.test").from(address));
                }
            }
            all.add(use.onDay(days).forPerson(person).from(address));
            return sentences(all);
        }
    }

    /**
     * An app whose calls fail, or transfer a lot, in one hour.
     *
     * @param before the number of kilobytes that a call transferred on usual days
     * @param failures the number of calls that failed in an hour of an earlier day
     * @param calls the number of calls in the hour
     * @param kilobytes the number of kilobytes that each of these calls transferred
     */
    private record Hour(String name, int days, int before, int failures, int calls, int kilobytes, boolean failed) {
        List<String> texts() {
            ScriptedActivity use = usual().by(ActivityParty.of(Kind.APP, "app/" + name, name));
            List<Activity> all = new ArrayList<>(use.daily(days).stream()
                    .map(each -> sized(each, before, false))
                    .toList());
            for (int call = 0; call < failures; call++) {
                all.add(sized(use.onDay(days - 1).after(Duration.ofMinutes(60 + call)), 0, true));
            }
            for (int call = 0; call < calls; call++) {
                all.add(sized(use.onDay(days).after(Duration.ofSeconds(call * 5L)), kilobytes, failed));
            }
            return sentencesOf(all);
        }
    }

    private static Activity sized(ScriptedActivity scripted, int kilobytes, boolean failed) {
        Activity activity = scripted.activity();
        return new Activity(
                activity.eventId(),
                activity.at(),
                activity.actor(),
                activity.about(),
                activity.person(),
                activity.credential(),
                activity.operation(),
                activity.activityClass(),
                activity.resource(),
                activity.place(),
                activity.client(),
                failed ? ActivityOutcome.FAILED : ActivityOutcome.SUCCEEDED,
                kilobytes * 1_024L,
                activity.effects());
    }

    /**
     * An app whose daily use rose in the last three days.
     *
     * @param days the number of days on which it was used as usual
     * @param before the number of uses on a usual day
     * @param first the number of uses on the first of the last three days
     */
    private record Rise(String name, int days, int before, int first, int second, int third, boolean kilobytes) {
        List<String> texts() {
            List<Activity> all = new ArrayList<>();
            for (int day = 0; day <= days + 3; day++) {
                int count = day < days
                        ? before
                        : day == days ? first : day == days + 1 ? second : day == days + 2 ? third : 1;
                for (int use = 0; use < (kilobytes ? 1 : count); use++) {
                    all.add(sized(
                            usual().by(ActivityParty.of(Kind.APP, "app/" + name, name))
                                    .onDay(day)
                                    .after(Duration.ofMinutes(use * 12L)),
                            kilobytes ? count * 1_024 : 0,
                            false));
                }
            }
            return sentencesOf(all);
        }
    }

    /**
     * An app that was used in each hour of many days, and was then used much more.
     *
     * @param before the number of uses in each usual hour
     * @param now the number of uses in the hour after that
     */
    private record Burst(
            String name, int days, int before, int now, String operation, ActivityClass type, boolean resources) {
        List<String> texts() {
            List<ScriptedActivity> all = new ArrayList<>();
            ScriptedActivity app = usual().by(ActivityParty.of(Kind.APP, "app/" + name, name))
                    .calling(operation, type.resource(), type.action());
            for (int day = 0; day < days; day++) {
                for (int use = 0; use < before; use++) {
                    all.add(app.onDay(day).after(Duration.ofMinutes(use)));
                }
            }
            for (int use = 0; use < now; use++) {
                ScriptedActivity each = app.onDay(days).after(Duration.ofSeconds(use * 5L));
                all.add(resources ? each.on("record " + use) : each);
            }
            return sentences(all);
        }
    }

    /**
     * A new app that reads a lot at once, alongside one that has been reading for weeks.
     *
     * @param eachDay the number of reads by the other app in one hour of each day
     * @param now the number of reads by the new app in an hour
     */
    private record FirstImport(String name, int eachDay, int now) {
        List<String> texts() {
            List<ScriptedActivity> all = new ArrayList<>();
            ScriptedActivity other =
                    usual().by(ActivityParty.of(Kind.APP, "app/peer", "Peer")).calling("mail.read", "mail", "read");
            for (int day = 0; day < 30; day++) {
                for (int use = 0; use < eachDay; use++) {
                    all.add(other.onDay(day).after(Duration.ofMinutes(use)));
                }
            }
            ScriptedActivity app = other.by(ActivityParty.of(Kind.APP, "app/" + name, name));
            all.add(app.onDay(26));
            for (int use = 0; use < now; use++) {
                all.add(app.onDay(30).after(Duration.ofSeconds(use * 5L)));
            }
            return sentences(all);
        }
    }

    /**
     * An app that is used in every hour.
     *
     * @param before the number of uses in an hour, plus or minus five
     * @param hours the number of hours in which it is used more
     * @param more the number of uses in each of these hours
     */
    private record Dense(String name, int days, int before, int hours, int more) {
        List<String> texts() {
            List<ScriptedActivity> all = new ArrayList<>();
            for (int hour = 0; hour <= 24 * days + hours; hour++) {
                int count = hour < 24 * days ? before + hour * 7 % 11 : hour < 24 * days + hours ? more : 1;
                for (int use = 0; use < count; use++) {
                    all.add(usual().by(ActivityParty.of(Kind.APP, "app/" + name, name))
                            .after(Duration.ofHours(hour).plusSeconds(use * 20L)));
                }
            }
            return sentences(all);
        }
    }

    /** An app whose daily use grows. */
    private record Growth(String name, int days, int before, int most, int yesterday, int today) {
        List<String> texts() {
            List<ScriptedActivity> all = new ArrayList<>();
            for (int day = 0; day < days + 2; day++) {
                int count = day == days + 1 ? today : day == days ? yesterday : day == 4 ? most : before;
                for (int use = 0; use < count; use++) {
                    all.add(usual().by(ActivityParty.of(Kind.APP, "app/" + name, name))
                            .onDay(day)
                            .after(Duration.ofMinutes(use * 5L)));
                }
            }
            return sentences(all);
        }
    }

    /**
     * A change that is made by an administrator, by nobody in particular, or by an app.
     *
     * @param by the name of the app; empty for the administrator
     * @param person the administrator's address
     * @param earlier the number of times that the same change was made on earlier days
     * @param used the number of days on which the changed app was used before
     * @param grants the number of grants that the app received before
     */
    private record Change(
            String by, String person, String target, String value, String of, int earlier, int used, int grants) {
        static Change by(String app, String value) {
            return new Change(app, "admin@acme.test", "Sync", value, "", 0, 20, 0);
        }

        Change earlier(int times) {
            return new Change(by, person, target, value, of, times, used, grants);
        }

        Change unused() {
            return new Change(by, person, target, value, of, earlier, 0, grants);
        }

        Change of(String other) {
            return new Change(by, person, target, value, other, earlier, used, grants);
        }

        Change granted(int times) {
            return new Change(by, person, target, value, of, earlier, used, times);
        }

        Change target(String other) {
            return new Change(by, person, other, value, of, earlier, used, grants);
        }

        Change byNobody() {
            return new Change(by, "", target, value, of, earlier, used, grants);
        }

        ActivityParty app() {
            return ActivityParty.of(Kind.APP, "app/" + target, target);
        }

        ScriptedActivity making(ActivityEffect effect) {
            ScriptedActivity made = change(effect);
            ActivityParty actor = by.isEmpty() ? ADMIN : ActivityParty.of(Kind.APP, "app/" + by, by);
            return new ScriptedActivity(
                    made.at(),
                    actor,
                    by.isEmpty() ? app() : actor,
                    by.isEmpty() && !person.isEmpty() ? new ActivityPerson("", person) : ActivityPerson.NONE,
                    made.credential(),
                    made.operation(),
                    made.activityClass(),
                    made.resource(),
                    made.address(),
                    made.client(),
                    made.effects());
        }

        List<String> texts(Function<Change, ActivityEffect> effect) {
            List<ScriptedActivity> all = new ArrayList<>();
            usual().by(app()).daily(used).forEach(all::add);
            for (int time = 0; time < earlier; time++) {
                all.add(making(new ActivityEffect.ThreatReported("Okta", "test", Weight.LOW))
                        .onDay(21 + time));
            }
            for (int grant = 0; grant < grants; grant++) {
                all.add(change(new ActivityEffect.AccessGranted(app(), "earlier " + grant, Weight.LOW))
                        .onDay(21)
                        .after(Duration.ofMinutes(grant)));
            }
            all.add(making(effect.apply(this)).onDay(30));
            return sentences(all);
        }

        ActivityEffect access() {
            return new ActivityEffect.AccessGranted(app(), value, Weight.MEDIUM);
        }

        ActivityEffect role() {
            return new ActivityEffect.RoleGranted(app(), value, Weight.MEDIUM);
        }

        ActivityEffect credential() {
            return new ActivityEffect.CredentialAdded(app(), value);
        }
    }

    /**
     * A use after an event that should have prevented it.
     *
     * @param person the person for whom the app acts; empty for none
     * @param token whether it is a person's token rather than an app
     * @param minutes the number of minutes from the event to the use
     */
    private record After(String name, String person, boolean token, boolean credential, int minutes) {
        List<String> texts() {
            ActivityParty app = ActivityParty.of(token ? Kind.TOKEN : Kind.APP, "app/" + name, name);
            ScriptedActivity use = usual().by(app);
            ScriptedActivity acting = token || person.isEmpty() ? use : use.forPerson(person);
            List<ScriptedActivity> all = new ArrayList<>();
            if (token) {
                all.add(made(new ActivityEffect.CredentialAdded(app, "key-1")));
            }
            acting.daily(20).stream()
                    .map(each -> each.after(Duration.ofMinutes(1)))
                    .forEach(all::add);
            all.add(made(credential
                            ? new ActivityEffect.CredentialRemoved(app, "key-1")
                            : new ActivityEffect.PersonDisabled(new ActivityPerson("", person)))
                    .onDay(20));
            all.add(acting.onDay(20).after(Duration.ofMinutes(minutes)));
            return sentences(all);
        }

        private ScriptedActivity made(ActivityEffect effect) {
            ScriptedActivity change = change(effect);
            return token ? change.forPerson(person) : change;
        }
    }

    /** A new app whose name is the same as, or resembles, the name of another app. */
    private record Imitation(String known, String name, String person) {
        List<String> texts() {
            List<ScriptedActivity> all = new ArrayList<>(
                    usual().by(ActivityParty.of(Kind.APP, "app/mail", known)).daily(2));
            all.add(change(new ActivityEffect.AccessGranted(
                            ActivityParty.of(Kind.APP, "app/new", name), "mail.read", Weight.MEDIUM))
                    .forPerson(person)
                    .onDay(3));
            return sentences(all);
        }
    }

    /** A token that is used alternately from two networks. */
    private record Turns(String name, int days, String other) {
        List<String> texts() {
            ScriptedActivity use = usual().by(ActivityParty.of(Kind.APP, "app/" + name, name));
            List<ScriptedActivity> all = new ArrayList<>(use.daily(days));
            for (int turn = 0; turn < 6; turn++) {
                all.add(use.onDay(days).after(Duration.ofMinutes(turn * 10L)).from(turn % 2 == 0 ? other : SERVER));
            }
            return sentences(all);
        }
    }

    /** Keys that a person creates within an hour, after creating some in an earlier hour. */
    private record Keys(String person, int earlier, int now) {
        List<String> texts() {
            List<ScriptedActivity> all = new ArrayList<>();
            for (int key = 0; key < earlier + now; key++) {
                ActivityParty token = ActivityParty.of(Kind.TOKEN, "key/" + key, "");
                ScriptedActivity mint = change(new ActivityEffect.CredentialAdded(token, "" + key))
                        .forPerson(person)
                        .after(Duration.ofMinutes(key));
                all.add(key < earlier ? mint : mint.onDay(1));
            }
            return sentences(all);
        }
    }

    /** A person at a given address who gives another person a role, or adds a credential. */
    private record Away(String person, int days, String address, String role, String target, boolean grants) {
        List<String> texts() {
            ActivityParty app = ActivityParty.of(Kind.APP, "app/" + target, target);
            List<ScriptedActivity> all = new ArrayList<>();
            usual().by(app).daily(days).forEach(all::add);
            ScriptedActivity own = change().forPerson(person).from(HOME);
            own.daily(days).forEach(all::add);
            ActivityEffect effect = grants
                    ? new ActivityEffect.RoleGranted(
                            ActivityParty.of(Kind.PERSON, "person/x", "x"), role, Weight.MEDIUM)
                    : new ActivityEffect.CredentialAdded(app, "key-9");
            all.add(change(effect).forPerson(person).from(address).onDay(days));
            return sentences(all);
        }
    }

    @Test
    void eachSentenceStatesOnlyFactsOfActivities() {
        SentenceReview review = new SentenceReview(SentenceTemplates.withConstantsIn(Stream.of(
                                "UseSignalRules.java",
                                "ChangeSignalRules.java",
                                "ActivityContext.java",
                                "Place.java",
                                "incident/BehaviorFindings.java")
                        .map(SOURCES::resolve)
                        .toList()))
                .without("network …", "a key")
                .without("class …", "a key");
        uses(review);
        changes(review);
        assertThat(review.problems()).isEmpty();
    }

    private static void uses(SentenceReview review) {
        review.scene(
                        "a token from another cloud",
                        Use.of(30).from(OTHER_CLOUD).using("curl/8", "payroll"),
                        Use::texts,
                        List.of(
                                Use.of(30).from(HOME).using("curl/8", "payroll"),
                                Use.of(30).from(OTHER_CLOUD).using("wget/8", "payroll")))
                .scene("a server from a home network", Use.of(30).from(HOME), Use::texts)
                .scene(
                        "a network that another app uses",
                        Use.of(30).from(OTHER_CLOUD).with(1),
                        Use::texts)
                .scene(
                        "a network that other apps use",
                        Use.of(30).from(OTHER_CLOUD).with(3),
                        Use::texts)
                .scene("calls that no app of the same product makes", Beside.of(PeerGroups.Kind.PRODUCT), Beside::texts)
                .scene("calls that no app of the owner makes", Beside.of(PeerGroups.Kind.OWNER), Beside::texts)
                .scene("calls that no app of the team makes", Beside.of(PeerGroups.Kind.TEAM), Beside::texts)
                .scene("calls that no app with the same access makes", Beside.of(PeerGroups.Kind.ACCESS), Beside::texts)
                .scene("calls that no similar app makes", Beside.of(PeerGroups.Kind.USE), Beside::texts)
                .scene(
                        "calls that only other apps make",
                        Beside.of(PeerGroups.Kind.NAME).showing(0, 2),
                        Beside::texts)
                .scene(
                        "calls that some peers make",
                        Beside.of(PeerGroups.Kind.NAME).showing(2, 0),
                        Beside::texts,
                        List.of(Beside.of(PeerGroups.Kind.NAME).showing(1, 0)))
                .scene(
                        "calls of a new app that none of its peers makes",
                        Beside.of(PeerGroups.Kind.NAME).days(4, 0),
                        Beside::texts)
                .scene(
                        "calls of two weeks that none of the peers makes",
                        Beside.of(PeerGroups.Kind.NAME).days(16, 2),
                        Beside::texts)
                .scene(
                        "a network that no peer uses",
                        Beside.of(PeerGroups.Kind.NAME).from(OTHER_CLOUD),
                        Beside::texts)
                .scene(
                        "a network that only other apps use",
                        Beside.of(PeerGroups.Kind.NAME).from(OTHER_CLOUD).showing(0, 2),
                        Beside::texts)
                .scene(
                        "a network that some peers use",
                        Beside.of(PeerGroups.Kind.NAME).from(OTHER_CLOUD).showing(2, 0),
                        Beside::texts,
                        List.of(Beside.of(PeerGroups.Kind.NAME)
                                .from(OTHER_CLOUD)
                                .showing(1, 0)))
                .scene(
                        "Tor without history",
                        Use.of(0).from(TOR),
                        Use::texts,
                        List.of(Use.of(0).from(OTHER_TOR)))
                .scene("Tor with history", new Anonymous("Sync", 30, 1), Anonymous::texts)
                .scene("Tor with a history of Tor", new Anonymous("Sync", 30, 2), Anonymous::texts)
                .scene(
                        "a person at a colleague's place",
                        new Colleague("Sync", "dana@acme.test", 30, HOME),
                        Colleague::texts,
                        List.of(new Colleague("Sync", "dana@acme.test", 30, OFFICE)))
                .scene(
                        "at night",
                        Use.of(30).from(OTHER_CLOUD).using("curl/8", "payroll").later(12),
                        Use::texts,
                        List.of(Use.of(30).from(OTHER_CLOUD).using("curl/8", "payroll")))
                .scene("after silence", Use.of(30).after(60).using("sync/1.0", "payroll"), Use::texts)
                .scene(
                        "a role that nobody had",
                        Use.of(30).calling("role.assign", "identity-administration", "write"),
                        Use::texts)
                .scene(
                        "what another app does",
                        Use.of(30)
                                .calling("role.assign", "identity-administration", "write")
                                .with(1),
                        Use::texts)
                .scene("a credential", Use.of(30).credential("key-2").from(OTHER_CLOUD), Use::texts)
                .scene(
                        "a burst",
                        new Burst("Sync", 30, 5, 120, "contacts.list", new ActivityClass("contacts", "read"), false),
                        Burst::texts)
                .scene(
                        "a first burst",
                        new Burst("Sync", 1, 1, 60, "mail.read", new ActivityClass("mail", "read"), false),
                        Burst::texts)
                .scene("a first burst beside a peer", new FirstImport("Sync", 5, 60), FirstImport::texts)
                .scene(
                        "many resources",
                        new Burst("Sync", 30, 5, 60, "contacts.list", new ActivityClass("contacts", "read"), true),
                        Burst::texts)
                .scene("failures", new Hour("Sync", 30, 0, 0, 40, 0, true), Hour::texts)
                .scene("failures after others", new Hour("Sync", 30, 0, 10, 50, 0, true), Hour::texts)
                .scene("kilobytes", new Hour("Sync", 30, 2, 0, 5, 60_000, false), Hour::texts)
                .scene(
                        "an app, minutes after its person's account was disabled",
                        new After("Sync", "dana@acme.test", false, false, 90),
                        After::texts)
                .scene("an hour unlike all others", new Dense("Sync", 20, 20, 1, 75), Dense::texts)
                .scene("hours unlike all others", new Dense("Sync", 20, 20, 8, 45), Dense::texts)
                .scene("a rise", new Rise("Sync", 23, 20, 36, 38, 40, false), Rise::texts)
                .scene("a rise over two days", new Rise("Sync", 23, 20, 20, 38, 40, false), Rise::texts)
                .scene("a rise of kilobytes", new Rise("Sync", 23, 20, 36, 38, 40, true), Rise::texts)
                .scene(
                        "an app of a person whose account was disabled",
                        new After("Sync", "dana@acme.test", false, false, 24 * 60),
                        After::texts)
                .scene(
                        "a key of a person whose account was disabled",
                        new After("Key", "dana@acme.test", true, false, 5 * 60),
                        After::texts)
                .scene("a revoked credential", new After("Sync", "", false, true, 72 * 60), After::texts)
                .scene("turns", new Turns("Sync", 30, OTHER_CLOUD), Turns::texts, List.of(new Turns("Sync", 30, HOME)))
                .scene("growth", new Growth("Sync", 42, 40, 44, 120, 121), Growth::texts);
    }

    private static void changes(SentenceReview review) {
        review.scene("a consent", Change.by("", "mail.read"), row -> row.texts(Change::access))
                .scene("a third consent", Change.by("", "mail.read").granted(2), row -> row.texts(Change::access))
                .scene(
                        "a wide consent",
                        Change.by("", "a b c d e"),
                        row -> row.texts(Change::access),
                        List.of(Change.by("", "a b c d e f")))
                .scene(
                        "a signal about a protection",
                        new Reported(
                                new BehaviorSignal(
                                        "protection-weakened", SignalSeverity.HIGH, "T1562.001", "It was weakened."),
                                "incident-1"),
                        Reported::texts)
                .scene("access from an app", Change.by("Admin Tool", "mail.read"), row -> row.texts(Change::access))
                .scene(
                        "access for itself",
                        Change.by("Sync", "mail.read"),
                        row -> row.texts(Change::access),
                        List.of(Change.by("Notes", "mail.read").target("Notes")))
                .scene("access from nobody", Change.by("", "mail.read").byNobody(), row -> row.texts(Change::access))
                .scene("a role", Change.by("", "Owner"), row -> row.texts(Change::role))
                .scene("a role for itself", Change.by("Sync", "Owner"), row -> row.texts(Change::role))
                .scene("a credential", Change.by("", "key-9"), row -> row.texts(Change::credential))
                .scene(
                        "a credential of a new app",
                        Change.by("", "key-9").unused(),
                        row -> row.texts(Change::credential))
                .scene(
                        "a credential for itself",
                        Change.by("Sync", "key-9"),
                        row -> row.texts(Change::credential),
                        List.of(Change.by("Notes", "key-9").target("Notes")))
                .scene(
                        "a credential from an app",
                        Change.by("Admin Tool", "key-9"),
                        row -> row.texts(Change::credential))
                .scene(
                        "a key that an app created",
                        Change.by("Admin Tool", "key-9").unused(),
                        row -> row.texts(Change::credential))
                .scene(
                        "a credential from an app for the second time",
                        Change.by("Admin Tool", "key-9").earlier(1),
                        row -> row.texts(Change::credential))
                .scene(
                        "a credential from an app as usual",
                        Change.by("Admin Tool", "key-9").earlier(3),
                        row -> row.texts(Change::credential))
                .scene(
                        "a log that is switched off",
                        Change.by("", "the audit log"),
                        row -> row.texts(change -> new ActivityEffect.LoggingDisabled(change.value())))
                .scene(
                        "a log that nobody switched off",
                        Change.by("", "the audit log").byNobody(),
                        row -> row.texts(change -> new ActivityEffect.LoggingDisabled(change.value())))
                .scene(
                        "a verdict",
                        Change.by("", "a leak").of("Okta"),
                        row -> row.texts(
                                change -> new ActivityEffect.ThreatReported(change.of(), change.value(), Weight.HIGH)))
                .scene(
                        "an app with the name of another",
                        new Imitation("Mail Assistant", "Mail Assistant", "admin@acme.test"),
                        Imitation::texts,
                        List.of(new Imitation("Notes Helper", "Notes Helper", "admin@acme.test")))
                .scene(
                        "an app with a name like another's",
                        new Imitation("Mail Assistant", "Mall Asslstant", "admin@acme.test"),
                        Imitation::texts,
                        List.of(new Imitation("Mail Assistants", "Mall Asslstants", "admin@acme.test")))
                .scene("many keys", new Keys("admin@acme.test", 2, 9), Keys::texts)
                .scene(
                        "a credential from a strange place",
                        new Away("admin@acme.test", 30, OTHER_CLOUD, "Owner", "Sync", false),
                        Away::texts,
                        List.of(new Away("admin@acme.test", 30, SERVER, "Owner", "Sync", false)))
                .scene("a role for a person", new Away("admin@acme.test", 30, HOME, "Owner", "Sync", true), Away::texts)
                .scene(
                        "a role that an app gives a person",
                        Change.by("Admin Tool", "Owner"),
                        row -> row.texts(change -> new ActivityEffect.RoleGranted(
                                ActivityParty.of(Kind.PERSON, "person/x", "x"), change.value(), Weight.MEDIUM)))
                .scene(
                        "a protection that an app weakened",
                        Change.by("Admin Tool", "a rule"),
                        row -> row.texts(change -> new ActivityEffect.ProtectionWeakened(change.value())))
                .scene(
                        "owners of itself",
                        Change.by("Sync", "dana@acme.test"),
                        row -> row.texts(change ->
                                new ActivityEffect.OwnerAdded(change.app(), new ActivityPerson("", change.value()))),
                        List.of(Change.by("Notes", "dana@acme.test").target("Notes")))
                .scene(
                        "an owner of another app",
                        Change.by("Admin Tool", "dana@acme.test"),
                        row -> row.texts(change ->
                                new ActivityEffect.OwnerAdded(change.app(), new ActivityPerson("", change.value()))),
                        List.of(Change.by("Admin Tool", "dana@acme.test").target("Notes")));
    }
}
