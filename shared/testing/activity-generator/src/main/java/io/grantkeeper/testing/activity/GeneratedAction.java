package io.grantkeeper.testing.activity;

import java.time.Instant;

/**
 * One action of an identity, before it is converted to the provider's format.
 *
 * @param person the person for whom the identity acts, or the identity's owner if it acts for itself
 */
record GeneratedAction(
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
    GeneratedAction from(SimulatedAddress elsewhere, String otherClient) {
        return new GeneratedAction(
                at, identity, person, call, resource, elsewhere, otherClient, credential, succeeded, size);
    }

    GeneratedAction doing(String otherCall, String otherResource) {
        return new GeneratedAction(
                at, identity, person, otherCall, otherResource, address, client, credential, succeeded, size);
    }

    GeneratedAction at(Instant otherTime) {
        return new GeneratedAction(
                otherTime, identity, person, call, resource, address, client, credential, succeeded, size);
    }

    GeneratedAction signedBy(String otherCredential) {
        return new GeneratedAction(
                at, identity, person, call, resource, address, client, otherCredential, succeeded, size);
    }

    GeneratedAction failed() {
        return new GeneratedAction(at, identity, person, call, resource, address, client, credential, false, size);
    }
}
