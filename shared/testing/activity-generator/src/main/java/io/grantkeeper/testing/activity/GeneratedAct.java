package io.grantkeeper.testing.activity;

import java.time.Instant;

/**
 * One action of an identity, before it is converted to the provider's format.
 *
 * @param person the person for whom the identity acts, or the identity's owner if it acts for itself
 */
record GeneratedAct(
        Instant at,
        GeneratedIdentity identity,
        GeneratedPerson person,
        String call,
        String resource,
        SimulatedAddress address,
        String client,
        String credential,
        boolean succeeded,
        int size) {
    GeneratedAct from(SimulatedAddress elsewhere, String otherClient) {
        return new GeneratedAct(
                at, identity, person, call, resource, elsewhere, otherClient, credential, succeeded, size);
    }

    GeneratedAct doing(String otherCall, String otherResource) {
        return new GeneratedAct(
                at, identity, person, otherCall, otherResource, address, client, credential, succeeded, size);
    }

    GeneratedAct at(Instant otherTime) {
        return new GeneratedAct(
                otherTime, identity, person, call, resource, address, client, credential, succeeded, size);
    }

    GeneratedAct signedBy(String otherCredential) {
        return new GeneratedAct(
                at, identity, person, call, resource, address, client, otherCredential, succeeded, size);
    }

    GeneratedAct failed() {
        return new GeneratedAct(at, identity, person, call, resource, address, client, credential, false, size);
    }
}
