package io.grantkeeper.policy.cedar;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.PolicySet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Draws policies, requests and facts from a seed. Few values are drawn from, so that most of them meet. */
final class Draws {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final String[] VERBS = {
        "list", "read", "create", "change", "delete", "send", "share", "run", "administer", "act as"
    };
    private static final String[] NOUNS = {"mail", "files", "calendars", "code", "secrets", "identities", "everything"};
    private static final String[] NAMES = {"alpha", "beta", "gamma \"q\"", "délta"};

    private final Random random;

    Draws(long seed) {
        this.random = new Random(seed);
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String names() {
        return chance(50) ? "['" + one(NAMES) + "']" : "['" + one(NAMES) + "', '" + one(NAMES) + "']";
    }

    /** Documents of a set, as a team would write them. */
    List<PolicySet.Source> documents(int policies) {
        List<PolicySet.Source> sources = new ArrayList<>();
        sources.add(new PolicySet.Source(
                "set.yaml",
                "set: drawn\nunmatched: " + one(new String[] {"deny", "ask", "permit"})
                        + "\ntools: {frob_*: send mail}\nresources: {letter: mail}\n"));
        for (int i = 0; i < policies; i++) {
            sources.add(new PolicySet.Source("p" + i + ".yaml", policy("p" + i)));
        }
        return sources;
    }

    private String policy(String name) {
        boolean guardrail = chance(15);
        StringBuilder text = new StringBuilder("policy: " + name + "\nintent: Drawn.\n");
        text.append("stage: ")
                .append(one(new String[] {"training", "recommendation", "enforcement", "enforcement"}))
                .append('\n');
        if (guardrail) {
            text.append("guardrail: true\n");
        } else if (chance(30)) {
            text.append("exceptions: true\n");
        }
        List<String> covers = new ArrayList<>();
        maybe(
                covers,
                30,
                () -> "kinds: [" + one(IdentityKind.values()).code() + ", "
                        + one(IdentityKind.values()).code() + "]");
        maybe(covers, 20, () -> "ai: " + chance(50));
        maybe(covers, 10, () -> "providers: " + names());
        maybe(covers, 10, () -> "products: " + names());
        maybe(covers, 10, () -> "publishers: " + names());
        maybe(covers, 10, () -> "departments: " + names());
        maybe(covers, 10, () -> "risk: " + one(new String[] {"high", "{at-least: medium}", "[low, critical]"}));
        maybe(covers, 10, () -> "tags: " + names());
        maybe(covers, 10, () -> "without-tags: " + names());
        maybe(covers, 10, () -> "approved: " + chance(50));
        maybe(covers, 20, () -> "strangers: " + one(new String[] {"included", "only", "excluded"}));
        if (!covers.isEmpty()) {
            text.append("covers: {").append(String.join(", ", covers)).append("}\n");
        }
        text.append("rules:\n");
        int rules = 1 + random.nextInt(3);
        for (int i = 0; i < rules; i++) {
            text.append(rule(guardrail ? "forbid" : one(new String[] {"allow", "allow", "ask", "forbid"})));
        }
        return text.toString();
    }

    private String rule(String effect) {
        List<String> targets = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            targets.add(target());
        }
        StringBuilder text = new StringBuilder("- " + effect + ": [" + String.join(", ", targets) + "]\n");
        List<String> when = conditions(35);
        List<String> unless = chance(30) ? conditions(25) : List.of();
        if (!when.isEmpty()) {
            text.append("  when: {").append(String.join(", ", when)).append("}\n");
        }
        if (!unless.isEmpty()) {
            text.append("  unless: {").append(String.join(", ", unless)).append("}\n");
        }
        if (chance(20)) {
            text.append("  obligations: [log-").append(random.nextInt(3)).append("]\n");
        }
        return text.toString();
    }

    private String target() {
        return switch (random.nextInt(10)) {
            case 0 -> "anything";
            case 1 -> "anything with " + one(NOUNS);
            case 2 -> one(VERBS) + " anything";
            case 3 -> one(VERBS) + " secrets in code";
            case 4 -> "{action: frobnicate}";
            case 5 -> "{action: read, resource: mail}";
            default -> one(VERBS) + " " + one(NOUNS);
        };
    }

    private List<String> conditions(int percent) {
        List<String> found = new ArrayList<>();
        if (!chance(percent * 2)) {
            return found;
        }
        maybe(found, 12, () -> "reach: " + one(new String[] {"tenant", "{at-most: person}", "[own, visible]"}));
        maybe(
                found,
                12,
                () -> "time: {days: " + one(new String[] {"weekdays", "weekend", "[monday, sunday]"})
                        + ", from: \"" + one(new String[] {"08:00", "22:30", "00:00"}) + "\", until: \""
                        + one(new String[] {"18:00", "06:15", "00:00"}) + "\", zone: "
                        + one(new String[] {"Europe/Berlin", "Pacific/Chatham", "UTC"}) + "}");
        maybe(found, 12, () -> "network: " + one(new String[] {"10.0.0.0/8", "[192.0.2.0/25, \"2001:db8::/33\"]"}));
        maybe(found, 12, () -> "human-present: " + chance(50));
        maybe(found, 12, () -> "owner-known: " + chance(50));
        maybe(found, 8, () -> "approved: " + chance(50));
        maybe(
                found,
                12,
                () -> "credential-age: {" + one(new String[] {"over", "at-most"}) + ": "
                        + one(new String[] {"90d", "24h", "5m"}) + "}");
        maybe(found, 12, () -> "authentication: {methods: [mfa, hwk]" + (chance(50) ? ", within: 15m" : "") + "}");
        maybe(found, 12, () -> "approved-until: " + one(new String[] {"2026-11-25", "2026-11-24T12:00:00Z"}));
        maybe(found, 30, () -> {
            List<String> where = new ArrayList<>();
            maybe(where, 40, () -> "resource.status: " + names());
            maybe(where, 30, () -> "context.purpose: {not: " + names() + "}");
            maybe(where, 30, () -> "action.soft: " + chance(50));
            maybe(where, 30, () -> "resource.amount: " + one(new String[] {"7", "{at-least: 5}", "{at-most: 6}"}));
            maybe(
                    where,
                    30,
                    () -> "resource.owner: {same-as: " + one(new String[] {"subject.id", "subject.roles"}) + "}");
            where.add("subject.roles: " + names());
            return "where: {" + String.join(", ", where) + "}";
        });
        return found;
    }

    private void maybe(List<String> list, int percent, Supplier<String> text) {
        if (chance(percent)) {
            list.add(text.get());
        }
    }

    AccessRequest request() {
        String[] actions = {
            "list",
            "read",
            "create",
            "update",
            "delete",
            "send",
            "share",
            "run",
            "manage",
            "impersonate",
            "frob_it",
            "frobnicate",
            "read_email"
        };
        String[] types = {"mail", "letter", "files", "calendar", "code", "secret", "identities", "everything", "tool"};
        Map<String, AttributeValue> context = new HashMap<>();
        stated(context, 60, "reach", () -> text("tenant", "person", "own", "visible", "selected", "nowhere"));
        stated(
                context,
                60,
                "ip",
                () -> text(
                        "10.1.2.3",
                        "192.0.2.127",
                        "192.0.2.128",
                        "2001:db8:7fff::1",
                        "2001:db8:8000::",
                        "::ffff:10.0.0.1",
                        "localhost",
                        "010.0.0.1"));
        stated(context, 60, "human_present", this::truth);
        stated(
                context,
                60,
                "amr",
                () -> new AttributeValue.Many(List.of(text("pwd", "mfa", "hwk"), text("pwd", "sms"))));
        stated(context, 60, "auth_time", () -> AttributeValue.of(MONDAY.getEpochSecond() + random.nextInt(3 * 86_400)));
        stated(context, 60, "purpose", this::name);
        Map<String, AttributeValue> resource = new HashMap<>();
        stated(resource, 60, "status", this::name);
        stated(resource, 60, "amount", () -> AttributeValue.of((long) random.nextInt(10)));
        stated(resource, 60, "owner", this::name);
        stated(resource, 60, "container", () -> text("code", "repository", "mail", "attic"));
        Map<String, AttributeValue> subject = new HashMap<>();
        stated(subject, 60, "roles", () -> new AttributeValue.Many(List.of(name(), name())));
        Map<String, AttributeValue> properties = new HashMap<>();
        stated(properties, 60, "soft", this::truth);
        return new AccessRequest(
                new Party("agent", chance(50) ? "a1" : one(NAMES), subject),
                one(actions),
                properties,
                new Party(one(types), "r" + random.nextInt(3), resource),
                context,
                List.of(),
                MONDAY.plusSeconds(random.nextInt(3 * 86_400)));
    }

    private void stated(Map<String, AttributeValue> members, int percent, String name, Supplier<AttributeValue> value) {
        if (chance(percent)) {
            members.put(name, chance(5) ? AttributeValue.of("of another type") : value.get());
        }
    }

    private AttributeValue text(String... values) {
        return AttributeValue.of(one(values));
    }

    private AttributeValue name() {
        return AttributeValue.of(one(NAMES));
    }

    private AttributeValue truth() {
        return AttributeValue.of(chance(50));
    }

    SubjectFacts subject() {
        return switch (random.nextInt(10)) {
            case 0 -> new SubjectFacts.Stranger();
            case 1 -> new SubjectFacts.NotAnIdentity();
            default -> {
                IdentityKind kind = one(IdentityKind.values());
                yield new SubjectFacts.Known(
                        new IdentityId(new ConnectionId("c"), kind, "1"),
                        kind,
                        one(AiVerdict.values()),
                        one(NAMES),
                        knowledge(),
                        knowledge(),
                        one(Severity.values()),
                        chance(50),
                        knowledge(),
                        chance(50),
                        chance(50) ? Set.of() : Set.of(one(NAMES)),
                        switch (random.nextInt(4)) {
                            case 0 -> Moment.unknown();
                            case 1 -> Moment.never();
                            default -> Moment.at(MONDAY.minusSeconds(random.nextInt(120 * 86_400)));
                        });
            }
        };
    }

    private Knowledge<String> knowledge() {
        return chance(30) ? Knowledge.unknown() : Knowledge.known(one(NAMES));
    }

    boolean approved() {
        return chance(20);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
