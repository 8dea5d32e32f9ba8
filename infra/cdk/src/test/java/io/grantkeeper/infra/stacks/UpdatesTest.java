package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an installation names today it may do without tomorrow. The stack that keeps things is changed before the one that
 * works on them, and CloudFormation refuses to let go of an export that the other still imports.
 */
class UpdatesTest {
    private static final Synthesised BEFORE = Synthesised.of("acme");

    @Test
    void aConnectionItsSecretAndTheAlertsCanBeTakenAway() {
        ObjectNode less = acme();
        ((ArrayNode) less.path("connections")).remove(1);
        ((ObjectNode) less.path("alerts")).remove("slack");
        assertThat(letGoOf(less)).isEmpty();
    }

    @Test
    void checkpointsCanBeKeptElsewhereOrNowhere() {
        ObjectNode nowhere = acme();
        ((ObjectNode) nowhere.path("deployment")).remove("checkpoints");
        assertThat(letGoOf(nowhere)).isEmpty();
        ObjectNode elsewhere = acme();
        ((ObjectNode) elsewhere.at("/deployment/checkpoints")).put("bucket", "acme-audit");
        assertThat(letGoOf(elsewhere)).isEmpty();
    }

    /** By its name, since nothing else ties the two stacks together. */
    @Test
    void whoeverUsesASecretOrTheBucketNamesItAsItIsCalled() {
        JsonNode bucket =
                BEFORE.resources("AWS::S3::Bucket").values().iterator().next().at("/Properties/BucketName");
        JsonNode seal = BEFORE.byName("AWS::Lambda::Function", "FunctionName").get("grantkeeper-seal-ledger");
        assertThat(seal.at("/Environment/Variables/GRANTKEEPER_LEDGER_BUCKET")).isEqualTo(bucket);
        String roles = BEFORE.resources("AWS::IAM::Role").values().toString();
        assertThat(BEFORE.byName("AWS::SecretsManager::Secret", "Name").keySet())
                .hasSizeGreaterThan(1)
                .filteredOn(name -> !name.equals("grantkeeper/config"))
                .allMatch(name -> roles.contains(":secret:" + name + "-??????\""));
    }

    private static ObjectNode acme() {
        return (ObjectNode) ModelJson.mapper().readTree(Synthesised.document("acme"));
    }

    /** What the stacks as they are import, and would find no more. */
    private static Set<String> letGoOf(ObjectNode document) {
        Synthesised after = Synthesised.ofDocument(document.toString());
        Set<String> missing = BEFORE.imports();
        assertThat(missing).isNotEmpty();
        missing.removeAll(after.exports().keySet());
        return missing;
    }
}
