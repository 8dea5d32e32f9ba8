package io.grantkeeper.infra.stacks;

import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Code;

/** Where functions' code comes from. */
@FunctionalInterface
public interface Bundles {
    /** @param folder under {@code functions} */
    Code of(String folder);

    /** Those that the build made. */
    static Bundles built(Path repository) {
        return folder -> {
            Path bundle = repository.resolve("functions/%1$s/target/grantkeeper-fn-%1$s-bundle.zip".formatted(folder));
            if (!Files.isRegularFile(bundle)) {
                throw new IllegalStateException(
                        "the bundle of %s is not built: run scripts/deploy, which builds it".formatted(folder));
            }
            return Code.fromAsset(bundle.toString());
        };
    }
}
