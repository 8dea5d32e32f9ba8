package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened on a simulated day: what a demo tells and a test expects to be found. */
public sealed interface Fact {

    /** One sentence in plain words. */
    String summary();

    /**
     * An app or agent that was not there before.
     *
     * @param id Google's client id, or a GitHub App's slug
     * @param by who let it in: an e-mail address or a GitHub login
     * @param agent whether it is an AI app or agent
     */
    record AppAppeared(Provider provider, String id, String name, String by, List<String> scopes, boolean agent)
            implements Fact {
        @Override
        public String summary() {
            return by + " let in " + name;
        }
    }

    /** One more person gave a known app access. */
    record GrantAppeared(Provider provider, String id, String name, String by, List<String> scopes) implements Fact {
        @Override
        public String summary() {
            return by + " also gave " + name + " access";
        }
    }

    /** An app holds more scopes or permissions than before; {@code holder} is empty where it is tenant-wide. */
    record ScopesGrew(
            Provider provider, String id, String name, Optional<String> holder, List<String> before, List<String> after)
            implements Fact {
        @Override
        public String summary() {
            return name + " can do more than before";
        }
    }

    /** The same permissions reach further, as from selected to all repositories. */
    record ReachGrew(Provider provider, String id, String name, String before, String after) implements Fact {
        @Override
        public String summary() {
            return name + " went from " + before + " to " + after;
        }
    }

    /** An app in use that never needed some of its access, as far back as the reports go. */
    record AccessUnused(Provider provider, String id, String name, String unused) implements Fact {
        @Override
        public String summary() {
            return name + " is in use, and was never seen to " + unused;
        }
    }

    record PersonLeft(String email, Optional<String> gitHubLogin) implements Fact {
        @Override
        public String summary() {
            return email + " left the company";
        }
    }

    /** A token that runs out within a week. */
    record TokenNearsExpiry(Provider provider, String id, String name, String owner, Instant expiresAt)
            implements Fact {
        @Override
        public String summary() {
            return "The token " + name + " of " + owner + " ends on " + expiresAt;
        }
    }

    /** An app that was in use every day and is no more; its access stays. */
    record AppFellSilent(Provider provider, String id, String name, Instant lastSeen) implements Fact {
        @Override
        public String summary() {
            return name + " has not been used since " + lastSeen;
        }
    }

    /** A new key, token or webhook; {@code kind} is for instance {@code deploy key}. */
    record CredentialAdded(Provider provider, String kind, String id, String name, String by) implements Fact {
        @Override
        public String summary() {
            return by + " added the " + kind + ' ' + name;
        }
    }

    /** A fine-grained token that waits for an owner's approval. */
    record TokenRequested(long requestId, String name, String by) implements Fact {
        @Override
        public String summary() {
            return by + " asks to use the token " + name;
        }
    }

    record GrantVanished(Provider provider, String id, String name, String holder) implements Fact {
        @Override
        public String summary() {
            return holder + " no longer gives " + name + " access";
        }
    }

    /** A client was given domain-wide delegation: it may act as anyone. */
    record DelegationGranted(String clientId, List<String> scopes, String by) implements Fact {
        @Override
        public String summary() {
            return by + " let the client " + clientId + " act as every user";
        }
    }
}
