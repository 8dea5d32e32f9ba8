package io.grantkeeper.policy.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import io.grantkeeper.policy.export.CedarPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Validates Cedar policies against a schema with Cedar's own strict validator. */
public final class CedarValidation {
    private CedarValidation() {}

    /** Converts a Cedar schema from its JSON format to its human-readable format. */
    public static String toHumanReadable(String schemaJson) {
        CedarLibrary.load();
        try {
            return Schema.parse(Schema.JsonOrCedar.Json, schemaJson).toCedarFormat();
        } catch (InternalException e) {
            throw new IllegalStateException("Cedar rejects the schema: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the errors that Cedar's validator finds. Omits its warnings about policies that never apply, because
     * Grantkeeper's linter reports such policies with a line number.
     */
    @SafeVarargs
    public static List<String> errors(String schemaText, List<CedarPolicy>... sets) {
        CedarLibrary.load();
        List<String> complaints = new ArrayList<>();
        try {
            Schema schema = Schema.parse(
                    schemaText.startsWith("{") ? Schema.JsonOrCedar.Json : Schema.JsonOrCedar.Cedar, schemaText);
            for (List<CedarPolicy> each : sets) {
                Set<Policy> policies = new HashSet<>();
                each.forEach(policy -> policies.add(new Policy(policy.text(), policy.id())));
                ValidationResponse response =
                        new BasicAuthorizationEngine().validate(new ValidationRequest(schema, new PolicySet(policies)));
                response.errors.ifPresent(errors -> errors.forEach(error -> complaints.add(error.message)));
                response.success.ifPresent(success -> success.validationErrors.forEach(
                        error -> complaints.add(error.getPolicyId() + ": " + error.getError().message)));
            }
        } catch (AuthException e) {
            complaints.add(String.valueOf(e.getMessage()));
        }
        return complaints;
    }
}
