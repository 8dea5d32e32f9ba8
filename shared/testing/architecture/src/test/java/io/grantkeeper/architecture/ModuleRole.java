package io.grantkeeper.architecture;

import java.util.EnumSet;
import java.util.Set;

/**
 * The role of a module. The module's folder determines its role, and the role determines which other modules the module
 * may depend on (ADR 1).
 */
enum ModuleRole {
    /** Records, sealed types and ports. */
    MODEL,
    /** Pure logic: permissions, detection, policy, ledger, owners. */
    DOMAIN,
    /** The connector to one provider, or the registry of all connectors. */
    CONNECTOR,
    /** Implementations of the ports with AWS services. */
    ADAPTER,
    /** Modules that are deployed to Lambda, or that such modules share. */
    FUNCTION,
    /** Programs that run on one machine: the local suite, the command line, the CDK app. */
    APPLICATION,
    /** Test doubles, test kits, benchmarks, the demo company and these rules. */
    TESTING;

    static ModuleRole of(String folder) {
        if (folder.startsWith("shared/testing/")) {
            return TESTING;
        }
        if (Set.of("functions/local-suite", "shared/cli", "infra/cdk").contains(folder)) {
            return APPLICATION;
        }
        if (folder.startsWith("functions/")) {
            return FUNCTION;
        }
        if (folder.startsWith("shared/aws/")) {
            return ADAPTER;
        }
        if (folder.startsWith("shared/connectors/")) {
            return CONNECTOR;
        }
        return folder.equals("shared/identity") ? MODEL : DOMAIN;
    }

    /** Returns the roles that a module with this role may depend on. */
    Set<ModuleRole> allowed() {
        return switch (this) {
            case MODEL -> EnumSet.of(MODEL);
            case DOMAIN -> EnumSet.of(MODEL, DOMAIN);
            case CONNECTOR -> EnumSet.of(MODEL, DOMAIN, CONNECTOR);
            case ADAPTER -> EnumSet.of(MODEL, DOMAIN, ADAPTER);
            case FUNCTION -> EnumSet.range(MODEL, FUNCTION);
            case APPLICATION, TESTING -> EnumSet.allOf(ModuleRole.class);
        };
    }

    boolean isDeployed() {
        return compareTo(FUNCTION) <= 0;
    }
}
