package io.grantkeeper.policy.store;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import java.time.Instant;

/**
 * One policy in force.
 *
 * @param name the policy's name, unique within its tenant
 * @param text the text of the intent document
 * @param version the version of the text
 * @param stage the current stage, which is determined by promotions and demotions, not by the document
 * @param since when the policy reached the stage
 * @param revision increases by one with each write; zero means "not stored yet"
 */
public record StoredPolicy(
        String name, String text, PolicyVersion version, PolicyStage stage, Instant since, long revision) {
    /** Returns a policy that is not stored yet, with the version of its text. */
    public static StoredPolicy of(String name, String text, PolicyStage stage, Instant since) {
        return new StoredPolicy(name, text, PolicyVersion.ofText(text), stage, since, 0);
    }

    /**
     * Returns this policy at another stage.
     *
     * @param from when the policy reaches that stage
     */
    public StoredPolicy atStage(PolicyStage newStage, Instant from) {
        return new StoredPolicy(name, text, version, newStage, from, revision);
    }

    public StoredPolicy withRevision(long newRevision) {
        return new StoredPolicy(name, text, version, stage, since, newRevision);
    }
}
