package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.ApprovalRequestDigest;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * The sealed content of a requestable denial. A caller that returns the token proves what was denied and when, so
 * Grantkeeper does not have to store the denial.
 *
 * @param evaluation the ID of the decision that denied the request
 * @param caller the identity of the caller that the denial was given to
 * @param request the digest of the denied request as the caller stated it
 * @param binding the digest of everything that an approval is bound to
 * @param version the version of the policies that denied the request
 * @param actor the type and name of the actor in the request
 * @param identity the inventory's ID of the actor, or a string that says that the actor has none
 * @param contextMembers the context members that the policies read
 * @param sentence what is requested, in plain words
 * @param policies the policies that an approval would override
 * @param expires the end of the period in which the caller can request approval
 */
record RequestableDenialToken(
        String evaluation,
        String caller,
        String request,
        String binding,
        String version,
        List<String> actor,
        String identity,
        List<String> contextMembers,
        String sentence,
        List<String> policies,
        Instant expires) {
    /**
     * The purpose of the seal. Tokens of earlier versions, which did not contain the caller, were sealed for another
     * purpose, so they are rejected.
     */
    private static final String PURPOSE = "denial-of-caller";

    RequestableDenialToken {
        actor = List.copyOf(actor);
        contextMembers = List.copyOf(contextMembers);
        policies = List.copyOf(policies);
    }

    /** Returns what an approval of the denied request is bound to in addition to the request. */
    ApprovalRequestDigest.Scope scope() {
        return new ApprovalRequestDigest.Scope(caller, actor, identity, Set.copyOf(contextMembers));
    }

    String sealWith(TokenSealer seal) {
        return seal.seal(PURPOSE, ModelJson.write(this));
    }

    /**
     * Returns the content of a sealed token. Returns empty if the seal is invalid, if the token was sealed for another
     * purpose, or if its content cannot be read.
     */
    static Optional<RequestableDenialToken> open(TokenSealer seal, String sealed) {
        try {
            return seal.open(PURPOSE, sealed).map(json -> ModelJson.read(json, RequestableDenialToken.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
