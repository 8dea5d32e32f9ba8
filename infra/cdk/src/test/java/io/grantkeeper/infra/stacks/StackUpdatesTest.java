package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests that a configuration change can remove resources. The data stack is updated before the work stack, and
 * CloudFormation refuses to delete an export that the work stack still imports.
 */
class StackUpdatesTest {
    private static final SynthesizedTemplates BEFORE = SynthesizedTemplates.of("acme");

    @Test
    void keepsImportedExportsWhenConnectionAndAlertsAreRemoved() {
        ObjectNode less = acme();
        ((ArrayNode) less.path("connections")).remove(1);
        ((ObjectNode) less.path("alerts")).remove("slack");
        assertThat(removedExports(less)).isEmpty();
    }

    @Test
    void keepsImportedExportsWhenCheckpointsAreMovedOrRemoved() {
        ObjectNode nowhere = acme();
        ((ObjectNode) nowhere.path("deployment")).remove("checkpoints");
        assertThat(removedExports(nowhere)).isEmpty();
        ObjectNode elsewhere = acme();
        ((ObjectNode) elsewhere.at("/deployment/checkpoints")).put("bucket", "acme-audit");
        assertThat(removedExports(elsewhere)).isEmpty();
    }

    /** Checks the names, because the stacks refer to secrets and to the bucket only by name. */
    @Test
    void referencesSecretsAndBucketByName() {
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
        return (ObjectNode) ModelJson.mapper().readTree(SynthesizedTemplates.document("acme"));
    }

    /** Returns the exports that the deployed stacks import but the updated data stack no longer has. */
    private static Set<String> removedExports(ObjectNode document) {
        SynthesizedTemplates after = SynthesizedTemplates.ofDocument(document.toString());
        Set<String> missing = BEFORE.imports();
        assertThat(missing).isNotEmpty();
        missing.removeAll(after.exports().keySet());
        return missing;
    }
}
