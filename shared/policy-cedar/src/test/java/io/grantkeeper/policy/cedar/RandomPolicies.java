package io.grantkeeper.policy.cedar;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.RequestFlag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Generates random policies, requests and facts from a seed. The values come from a small set, so most conditions are
 * met in some of the cases.
 */
final class RandomPolicies {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final String[] VERBS = {
        "list", "read", "create", "change", "delete", "send", "share", "run", "administer", "act as"
    };
    private static final String[] NOUNS = {"mail", "files", "calendars", "code", "secrets", "identities", "everything"};
    private static final String[] NAMES = {"alpha", "beta", "gamma \"q\"", "délta"};

    private final Random random;

    RandomPolicies(long seed) {
        this.random = new Random(seed);
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String names() {
        return chance(50) ? "['" + oneOf(NAMES) + "']" : "['" + oneOf(NAMES) + "', '" + oneOf(NAMES) + "']";
    }

    /** Returns the documents of a random set in the form in which a team would write them. */
    List<PolicySet.Source> documents(int policies) {
        List<PolicySet.Source> sources = new ArrayList<>();
        sources.add(new PolicySet.Source(
                "set.yaml",
                "set: drawn\nunmatched: " + oneOf(new String[] {"deny", "ask", "permit"})
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
                .append(oneOf(new String[] {"training", "recommendation", "enforcement", "enforcement"}))
                .append('\n');
        if (guardrail) {
            text.append("guardrail: true\n");
        } else if (chance(30)) {
            text.append("exceptions: true\n");
        }
        List<String> covers = new ArrayList<>();
        addWithChance(
                covers,
                30,
                () -> "kinds: [" + oneOf(IdentityKind.values()).code() + ", "
                        + oneOf(IdentityKind.values()).code() + "]");
        addWithChance(covers, 20, () -> "ai: " + chance(50));
        addWithChance(covers, 10, () -> "providers: " + names());
        addWithChance(covers, 10, () -> "products: " + names());
        addWithChance(covers, 10, () -> "publishers: " + names());
        addWithChance(covers, 10, () -> "departments: " + names());
        addWithChance(
                covers, 10, () -> "risk: " + oneOf(new String[] {"high", "{at-least: medium}", "[low, critical]"}));
        addWithChance(covers, 10, () -> "tags: " + names());
        addWithChance(covers, 10, () -> "without-tags: " + names());
        addWithChance(covers, 10, () -> "approved: " + chance(50));
        addWithChance(covers, 20, () -> "strangers: " + oneOf(new String[] {"included", "only", "excluded"}));
        if (!covers.isEmpty()) {
            text.append("covers: {").append(String.join(", ", covers)).append("}\n");
        }
        text.append("rules:\n");
        int rules = 1 + random.nextInt(3);
        for (int i = 0; i < rules; i++) {
            text.append(rule(guardrail ? "forbid" : oneOf(new String[] {"allow", "allow", "ask", "forbid"})));
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
            case 1 -> "anything with " + oneOf(NOUNS);
            case 2 -> oneOf(VERBS) + " anything";
            case 3 -> oneOf(VERBS) + " secrets in code";
            case 4 -> "{action: frobnicate}";
            case 5 -> "{action: read, resource: mail}";
            default -> oneOf(VERBS) + " " + oneOf(NOUNS);
        };
    }

    private List<String> conditions(int percent) {
        List<String> found = new ArrayList<>();
        if (!chance(percent * 2)) {
            return found;
        }
        addWithChance(
                found, 12, () -> "reach: " + oneOf(new String[] {"tenant", "{at-most: person}", "[own, visible]"}));
        addWithChance(
                found,
                12,
                () -> "time: {days: " + oneOf(new String[] {"weekdays", "weekend", "[monday, sunday]"})
                        + ", from: \"" + oneOf(new String[] {"08:00", "22:30", "00:00"}) + "\", until: \""
                        + oneOf(new String[] {"18:00", "06:15", "00:00"}) + "\", zone: "
                        + oneOf(new String[] {"Europe/Berlin", "Pacific/Chatham", "UTC"}) + "}");
        addWithChance(
                found, 12, () -> "network: " + oneOf(new String[] {"10.0.0.0/8", "[192.0.2.0/25, \"2001:db8::/33\"]"}));
        for (RequestFlag flag : RequestFlag.values()) {
            addWithChance(found, 12, () -> flag.field() + ": " + chance(50));
        }
        addWithChance(found, 12, () -> "owner-known: " + chance(50));
        addWithChance(found, 8, () -> "approved: " + chance(50));
        addWithChance(
                found,
                12,
                () -> "credential-age: {" + oneOf(new String[] {"over", "at-most"}) + ": "
                        + oneOf(new String[] {"90d", "24h", "5m"}) + "}");
        addWithChance(
                found, 12, () -> "authentication: {methods: [mfa, hwk]" + (chance(50) ? ", within: 15m" : "") + "}");
        addWithChance(found, 12, () -> "approved-until: " + oneOf(new String[] {"2026-11-25", "2026-11-24T12:00:00Z"}));
        addWithChance(found, 30, () -> {
            List<String> where = new ArrayList<>();
            addWithChance(where, 40, () -> "resource.status: " + names());
            addWithChance(where, 30, () -> "context.purpose: {not: " + names() + "}");
            addWithChance(where, 30, () -> "action.soft: " + chance(50));
            addWithChance(
                    where, 30, () -> "resource.amount: " + oneOf(new String[] {"7", "{at-least: 5}", "{at-most: 6}"}));
            addWithChance(
                    where,
                    30,
                    () -> "resource.owner: {same-as: " + oneOf(new String[] {"subject.id", "subject.roles"}) + "}");
            where.add("subject.roles: " + names());
            return "where: {" + String.join(", ", where) + "}";
        });
        return found;
    }

    private void addWithChance(List<String> list, int percent, Supplier<String> text) {
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
        putWithChance(context, 60, "reach", () -> text("tenant", "person", "own", "visible", "selected", "nowhere"));
        putWithChance(
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
        for (RequestFlag flag : RequestFlag.values()) {
            putWithChance(context, 60, flag.contextMember(), this::randomBoolean);
        }
        putWithChance(
                context,
                60,
                "amr",
                () -> new AttributeValue.ListValue(List.of(text("pwd", "mfa", "hwk"), text("pwd", "sms"))));
        putWithChance(
                context,
                60,
                "auth_time",
                () -> AttributeValue.of(MONDAY.getEpochSecond() + random.nextInt(3 * 86_400)));
        putWithChance(context, 60, "purpose", this::name);
        Map<String, AttributeValue> resource = new HashMap<>();
        putWithChance(resource, 60, "status", this::name);
        putWithChance(resource, 60, "amount", () -> AttributeValue.of((long) random.nextInt(10)));
        putWithChance(resource, 60, "owner", this::name);
        putWithChance(resource, 60, "container", () -> text("code", "repository", "mail", "attic"));
        Map<String, AttributeValue> subject = new HashMap<>();
        putWithChance(subject, 60, "roles", () -> new AttributeValue.ListValue(List.of(name(), name())));
        Map<String, AttributeValue> properties = new HashMap<>();
        putWithChance(properties, 60, "soft", this::randomBoolean);
        return new AccessRequest(
                new AuthZenEntity("agent", chance(50) ? "a1" : oneOf(NAMES), subject),
                oneOf(actions),
                properties,
                new AuthZenEntity(oneOf(types), "r" + random.nextInt(3), resource),
                context,
                List.of(),
                MONDAY.plusSeconds(random.nextInt(3 * 86_400)));
    }

    private void putWithChance(
            Map<String, AttributeValue> members, int percent, String name, Supplier<AttributeValue> value) {
        if (chance(percent)) {
            members.put(name, chance(5) ? AttributeValue.of("of another type") : value.get());
        }
    }

    private AttributeValue text(String... values) {
        return AttributeValue.of(oneOf(values));
    }

    private AttributeValue name() {
        return AttributeValue.of(oneOf(NAMES));
    }

    private AttributeValue randomBoolean() {
        return AttributeValue.of(chance(50));
    }

    SubjectFacts subject() {
        return switch (random.nextInt(10)) {
            case 0 -> new SubjectFacts.Stranger();
            case 1 -> new SubjectFacts.NotAnIdentity();
            default -> {
                IdentityKind kind = oneOf(IdentityKind.values());
                yield new SubjectFacts.Known(
                        new IdentityId(new ConnectionId("c"), kind, "1"),
                        kind,
                        oneOf(AiVerdict.values()),
                        oneOf(NAMES),
                        knowledge(),
                        knowledge(),
                        oneOf(Severity.values()),
                        chance(50),
                        knowledge(),
                        chance(50),
                        chance(50) ? Set.of() : Set.of(oneOf(NAMES)),
                        switch (random.nextInt(4)) {
                            case 0 -> Timestamp.unknown();
                            case 1 -> Timestamp.never();
                            default -> Timestamp.at(MONDAY.minusSeconds(random.nextInt(120 * 86_400)));
                        });
            }
        };
    }

    private KnownOrUnknown<String> knowledge() {
        return chance(30) ? KnownOrUnknown.unknown() : KnownOrUnknown.known(oneOf(NAMES));
    }

    boolean approved() {
        return chance(20);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
