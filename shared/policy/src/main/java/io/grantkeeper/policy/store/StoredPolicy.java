package io.grantkeeper.policy.store;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import java.time.Instant;

/**
 * One policy as it is in force.
 *
 * @param name unique in its tenant
 * @param text the intent document
 * @param version of the text
 * @param stage at which it stands; a person decided that, not the document
 * @param since when it came to stand there
 * @param revision rises by one with each write; zero means "not stored yet"
 */
public record StoredPolicy(String name, String text, PolicyVersion version, Stage stage, Instant since, long revision) {
    /** Standing at another stage from this instant on. */
    public StoredPolicy at(Stage newStage, Instant from) {
        return new StoredPolicy(name, text, version, newStage, from, revision);
    }

    public StoredPolicy withRevision(long newRevision) {
        return new StoredPolicy(name, text, version, stage, since, newRevision);
    }
}
