package io.grantkeeper.identity.question;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The possible answers to a question. Each one has a single effect. The topic of a question determines which answers
 * fit it.
 */
public enum OwnerAnswer {
    /** The identity may keep its access for a limited time. */
    KEEP("keep"),
    /** The identity keeps only the access that its usage needs. */
    REDUCE("reduce"),
    /** All of the identity's access is revoked. */
    REVOKE("revoke"),
    /** Someone else owns the identity. */
    NOT_MINE("not mine"),
    /** The person will renew, replace or delete something. Nothing changes, and the findings stay open until then. */
    WILL_ACT("take care of it"),
    /** The findings are closed as accepted. Nothing is approved and nothing changes. */
    ACCEPT("accept"),
    /**
     * The person did not expect what the findings report. The findings stay open, and a more severe finding reports the
     * answer.
     */
    NOT_EXPECTED("not expected"),
    /** The person becomes the identity's owner. */
    OWN("own it"),
    /** The person names someone, who is asked whether they own the identity. */
    NAME_OWNER("name an owner"),
    /** Access beyond the approval of record is revoked. */
    TO_APPROVED("back to what was approved"),
    /** The credential that the finding reports is revoked. */
    REMOVE_ADDED("remove what was added"),
    /** The app is blocked at the provider for the whole tenant. */
    BLOCK("block it for everyone"),
    /** The security team is asked to block the app for the whole tenant. Until the team answers, nothing changes. */
    ASK_TO_BLOCK("ask to block it for everyone"),
    /** Access that was requested from the provider is approved there. */
    APPROVE_REQUEST("approve the request"),
    /** Access that was requested from the provider is denied there. */
    DENY_REQUEST("deny the request");

    private final String displayName;

    OwnerAnswer(String displayName) {
        this.displayName = displayName;
    }

    /** Returns the answer in words, as shown to people. */
    public String displayName() {
        return displayName;
    }

    /** Returns whether the answer passes the question on to another person instead of concluding it. */
    public boolean passesOn() {
        return this == NOT_MINE || this == NAME_OWNER || this == ASK_TO_BLOCK;
    }

    /** Returns whether the person who passes the question on may say who owns the identity. */
    public boolean mayNameOwner() {
        return this == NOT_MINE || this == NAME_OWNER;
    }

    /** Returns whether the answer revokes or denies access. */
    public boolean revokes() {
        return switch (this) {
            case REDUCE, REVOKE, TO_APPROVED, REMOVE_ADDED, BLOCK, DENY_REQUEST -> true;
            case KEEP, NOT_MINE, WILL_ACT, ACCEPT, NOT_EXPECTED, OWN, NAME_OWNER, ASK_TO_BLOCK, APPROVE_REQUEST ->
                false;
        };
    }

    /** Returns the stable code used in links, forms and JSON, for example {@code not-mine}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<OwnerAnswer> ofCode(String code) {
        return Arrays.stream(values())
                .filter(answer -> answer.code().equals(code))
                .findFirst();
    }
}
