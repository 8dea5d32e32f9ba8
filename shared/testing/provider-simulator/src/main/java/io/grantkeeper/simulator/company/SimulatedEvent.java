package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An event on a simulated day. Demos print such events, and tests expect Grantkeeper to detect them. */
public sealed interface SimulatedEvent {

    /** Returns the event as one sentence in plain language. */
    String summary();

    /**
     * A new app or agent appeared.
     *
     * @param id Google's client id or a GitHub App's slug
     * @param by the person who granted it access, as an email address or a GitHub login
     * @param agent whether it is an AI app or agent
     */
    record AppAppeared(
            SimulatedProvider provider, String id, String name, String by, List<String> scopes, boolean agent)
            implements SimulatedEvent {
        @Override
        public String summary() {
            return by + " granted access to " + name;
        }
    }

    /** Another person granted access to a known app. */
    record GrantAppeared(SimulatedProvider provider, String id, String name, String by, List<String> scopes)
            implements SimulatedEvent {
        @Override
        public String summary() {
            return by + " also granted " + name + " access";
        }
    }

    /**
     * An app received additional scopes or permissions.
     *
     * @param holder the person who granted the scopes; empty if they are tenant-wide
     */
    record ScopesExpanded(
            SimulatedProvider provider,
            String id,
            String name,
            Optional<String> holder,
            List<String> before,
            List<String> after)
            implements SimulatedEvent {
        @Override
        public String summary() {
            return name + " can do more than before";
        }
    }

    /** The reach of an app's permissions expanded, for example from selected to all repositories. */
    record ReachExpanded(SimulatedProvider provider, String id, String name, String before, String after)
            implements SimulatedEvent {
        @Override
        public String summary() {
            return name + " went from " + before + " to " + after;
        }
    }

    /** An app is in use, but has not used part of its access within the reports' retention period. */
    record AccessUnused(SimulatedProvider provider, String id, String name, String unused) implements SimulatedEvent {
        @Override
        public String summary() {
            return name + " is in use, with no recorded attempt to " + unused;
        }
    }

    record PersonLeft(String email, Optional<String> gitHubLogin) implements SimulatedEvent {
        @Override
        public String summary() {
            return email + " left the company";
        }
    }

    /** A token expires within a week. */
    record TokenNearsExpiry(SimulatedProvider provider, String id, String name, String owner, Instant expiresAt)
            implements SimulatedEvent {
        @Override
        public String summary() {
            return "The token " + name + " of " + owner + " expires on " + day(expiresAt);
        }
    }

    /** An app that was used every day is no longer used, but keeps its access. */
    record AppBecameInactive(SimulatedProvider provider, String id, String name, Instant lastSeen)
            implements SimulatedEvent {
        @Override
        public String summary() {
            return name + " has not been used since " + day(lastSeen);
        }
    }

    /**
     * A key, token or webhook was added.
     *
     * @param kind the type of credential, for example {@code deploy key}
     */
    record CredentialAdded(SimulatedProvider provider, String kind, String id, String name, String by)
            implements SimulatedEvent {
        @Override
        public String summary() {
            return by + " added the " + kind + ' ' + name;
        }
    }

    /** A person requested a fine-grained token, which is waiting for an owner's approval. */
    record TokenRequested(long requestId, String name, String by) implements SimulatedEvent {
        @Override
        public String summary() {
            return by + " requested approval for the token " + name;
        }
    }

    record GrantRevoked(SimulatedProvider provider, String id, String name, String holder) implements SimulatedEvent {
        @Override
        public String summary() {
            return holder + " revoked " + name + "'s access";
        }
    }

    /** A client received domain-wide delegation, so it can act as any user. */
    record DelegationGranted(String clientId, List<String> scopes, String by) implements SimulatedEvent {
        @Override
        public String summary() {
            return by + " allowed the client " + clientId + " to act as any user";
        }
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }
}
