package io.grantkeeper.benchmarks.policy;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A company's policies, identities and requests, generated from a seed. Nine in ten policies cover a department, the
 * others a provider; about 70 % allow an action, the others forbid it. The part that jCasbin can express is also stored
 * as {@link Line}s.
 */
final class DecisionWorkload {
    private static final String[] VERBS = {"list", "read", "create", "change", "delete", "send", "share", "run"};
    private static final String[] NOUNS = {"mail", "files", "calendar", "code", "tickets", "chat", "contacts", "tasks"};
    private static final String[] PROVIDERS = {"google", "microsoft", "slack", "github", "okta"};
    private static final int DEPARTMENTS = 100;
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    /** The part of a policy that engines other than Grantkeeper's can also express. An empty name matches any name. */
    record Line(String department, String provider, boolean humanPresent, String verb, String noun, boolean allow) {}

    /** A request with its subject. */
    record RequestWithSubject(AccessRequest request, SubjectFacts.Known subject) {}

    private final PolicySet set;
    private final List<Line> lines = new ArrayList<>();
    private final List<RequestWithSubject> requests = new ArrayList<>();

    DecisionWorkload(int policies, int identities, int requestCount) {
        Random random = new Random(2026);
        List<PolicySet.Source> sources = new ArrayList<>();
        for (int i = 0; i < policies; i++) {
            Line line = randomLine(random, i);
            lines.add(line);
            sources.add(new PolicySet.Source("p" + i, document(i, line)));
        }
        this.set = PolicySet.read(sources).orThrow();
        List<SubjectFacts.Known> subjects = new ArrayList<>();
        for (int i = 0; i < identities; i++) {
            subjects.add(randomSubject(random, i));
        }
        for (int i = 0; i < requestCount; i++) {
            requests.add(randomRequest(random, subjects.get(random.nextInt(identities))));
        }
    }

    private static Line randomLine(Random random, int index) {
        boolean ofProvider = index % 10 == 0;
        boolean allow = random.nextInt(10) < 7;
        return new Line(
                ofProvider ? "" : "department-" + random.nextInt(DEPARTMENTS),
                ofProvider ? PROVIDERS[random.nextInt(PROVIDERS.length)] : "",
                random.nextInt(4) == 0,
                VERBS[random.nextInt(VERBS.length)],
                NOUNS[random.nextInt(NOUNS.length)],
                allow);
    }

    private static String document(int index, Line line) {
        return "policy: p%d\nintent: Drawn.\nstage: enforcement\ncovers: {%s}\nrules:\n- %s: %s %s\n%s"
                .formatted(
                        index,
                        line.department.isEmpty()
                                ? "providers: [" + line.provider + "]"
                                : "departments: [" + line.department + "]",
                        line.allow ? "allow" : "forbid",
                        line.verb,
                        line.noun,
                        line.humanPresent ? "  when: {human-present: true}\n" : "");
    }

    private static SubjectFacts.Known randomSubject(Random random, int index) {
        IdentityKind[] kinds = IdentityKind.values();
        IdentityKind kind = kinds[random.nextInt(kinds.length)];
        return new SubjectFacts.Known(
                new IdentityId(new ConnectionId("bench"), kind, "i" + index),
                kind,
                random.nextBoolean() ? AiVerdict.YES : AiVerdict.NO,
                PROVIDERS[random.nextInt(PROVIDERS.length)],
                KnownOrUnknown.known("product-" + random.nextInt(500)),
                KnownOrUnknown.known("publisher-" + random.nextInt(200)),
                Severity.MEDIUM,
                true,
                KnownOrUnknown.known("department-" + random.nextInt(DEPARTMENTS)),
                random.nextBoolean(),
                Set.of("tag-" + random.nextInt(50)),
                Timestamp.at(NOW.minusSeconds(random.nextInt(10_000_000))));
    }

    private static RequestWithSubject randomRequest(Random random, SubjectFacts.Known subject) {
        return new RequestWithSubject(
                new AccessRequest(
                        AuthZenEntity.of("agent", subject.id().toString()),
                        VERBS[random.nextInt(VERBS.length)],
                        Map.of(),
                        AuthZenEntity.of(NOUNS[random.nextInt(NOUNS.length)], "r" + random.nextInt(1_000)),
                        Map.of("human_present", AttributeValue.of(random.nextInt(3) == 0)),
                        List.of(),
                        NOW),
                subject);
    }

    PolicySet set() {
        return set;
    }

    List<Line> lines() {
        return lines;
    }

    List<RequestWithSubject> requests() {
        return requests;
    }
}
