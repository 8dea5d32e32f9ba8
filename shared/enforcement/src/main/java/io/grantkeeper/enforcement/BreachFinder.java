package io.grantkeeper.enforcement;

import io.grantkeeper.detection.GrantAccess;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.permissions.Capability;
import io.grantkeeper.policy.capability.RequestMapping;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.CertainProhibition;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.intent.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what an identity holds against one policy: a grant that can do what the policy forbids its holder, a credential
 * that is too old. A grant whose meaning is not known is held to nothing but what forbids everything.
 */
final class BreachFinder {
    /** An action and a thing that name no deed: what forbids anything forbids this too. */
    private static final String ANYTHING = "hold";

    private final Policy policy;
    private final CertainProhibition prohibition;
    private final GrantAccess meaning;
    private final HeldFacts facts;

    BreachFinder(Policy policy, GrantAccess meaning, HeldFacts facts) {
        this.policy = policy;
        this.prohibition = new CertainProhibition(policy, RequestMapping.standard());
        this.meaning = meaning;
        this.facts = facts;
    }

    /**
     * What was found.
     *
     * @param suspended whether it opens nothing as it stands; it may again, so it is a breach all the same
     */
    record Found(RowKey target, String what, String reason, Instant observedAt, boolean suspended) {}

    Policy policy() {
        return policy;
    }

    List<Found> in(IdentityDossier dossier, Instant now) {
        NonHumanIdentity holder = dossier.identity().content();
        List<Found> found = new ArrayList<>();
        for (Stored<Grant> grant : dossier.grants()) {
            if (grant.isLive()) {
                ofGrant(dossier, holder, grant, now).ifPresent(found::add);
            }
        }
        for (Stored<Credential> credential : dossier.credentials()) {
            if (credential.isLive()) {
                ofCredential(dossier, holder, credential, now).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isSuspended(NonHumanIdentity holder, Standing standing) {
        return holder.standing() == Standing.SUSPENDED || standing == Standing.SUSPENDED;
    }

    private Optional<Found> ofGrant(
            IdentityDossier dossier, NonHumanIdentity holder, Stored<Grant> stored, Instant now) {
        Grant grant = stored.content();
        SubjectFacts.Known known = facts.of(dossier, grant);
        List<Capability> capabilities = meaning.of(holder.provider(), grant)
                .map(access -> List.copyOf(access.capabilities()))
                .orElse(List.of());
        Stream<AccessRequest> held = Stream.concat(
                capabilities.stream().map(capability -> request(holder, capability, now)),
                Stream.of(anything(holder, now)));
        String what = capabilities.isEmpty()
                ? "a grant of %s".formatted(String.join(", ", grant.scopes()))
                : "a grant that lets it %s".formatted(capabilities.getFirst().inPlainWords());
        return held.flatMap(request -> prohibition.reason(request, known).stream())
                .findFirst()
                .map(reason -> new Found(
                        RowKey.grant(holder.id(), grant.key()),
                        what,
                        reason,
                        stored.observedAt(),
                        isSuspended(holder, grant.standing())));
    }

    private Optional<Found> ofCredential(
            IdentityDossier dossier, NonHumanIdentity holder, Stored<Credential> stored, Instant now) {
        Credential credential = stored.content();
        SubjectFacts.Known known = facts.of(dossier, credential);
        AccessRequest request = anything(holder, now);
        return prohibition
                .reasonOfAge(request, known)
                .or(() -> prohibition.reason(request, known))
                .map(reason -> new Found(
                        RowKey.credential(holder.id(), credential.key()),
                        "a credential, %s"
                                .formatted(credential
                                        .type()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')),
                        reason,
                        stored.observedAt(),
                        isSuspended(holder, credential.standing())));
    }

    private static AccessRequest request(NonHumanIdentity holder, Capability capability, Instant now) {
        return new AccessRequest(
                Party.of("identity", holder.id().toString()),
                RequestMapping.wordOf(capability.action()),
                Map.of(),
                Party.of(RequestMapping.wordOf(capability.resource()), "*"),
                Map.of(RequestFacts.REACH, AttributeValue.of(capability.reach().wireName())),
                List.of(),
                now);
    }

    private static AccessRequest anything(NonHumanIdentity holder, Instant now) {
        return AccessRequest.of(Party.of("identity", holder.id().toString()), ANYTHING, Party.of(ANYTHING, "*"), now);
    }
}
