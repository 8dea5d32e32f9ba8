package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.functions.FunctionDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryAttributes;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.lambda.AssetImageCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EcrImageCodeProps;
import software.constructs.Construct;

/** Supplies the code of the functions for a deployment. */
@FunctionalInterface
public interface FunctionCode {
    /** The path of the Dockerfile, relative to the repository root. */
    String DOCKERFILE = "functions/Dockerfile";

    /**
     * Returns the code of a function.
     *
     * @param scope the scope in which constructs that the code refers to are created, if any are needed
     */
    Code of(Construct scope, FunctionDefinition row);

    /**
     * Returns the code that the deployment uses: bundles that {@code scripts/package} built, images that Docker builds
     * from the repository, or images in a registry.
     */
    static FunctionCode of(DeploymentConfig deployment, Path repository) {
        return switch (deployment.packageType()) {
            case DeploymentConfig.Zip() -> (_, row) -> bundle(repository, row);
            case DeploymentConfig.BuiltImage() -> (_, row) -> image(deployment, repository, row);
            case DeploymentConfig.PublishedImage published -> (scope, row) -> image(published, scope, row);
        };
    }

    /**
     * Returns placeholder code with stable bytes, so that templates can be inspected before anything is built.
     *
     * @param folder the directory to write the placeholder to
     */
    static FunctionCode placeholder(DeploymentConfig deployment, Path folder) {
        return switch (deployment.packageType()) {
            case DeploymentConfig.Zip() -> {
                Path bundle = placeholderBundle(folder);
                yield (_, _) -> Code.fromAsset(bundle.toString());
            }
            case DeploymentConfig.BuiltImage() -> {
                Path repository = placeholderRepository(folder);
                yield (_, row) -> image(deployment, repository, row);
            }
            case DeploymentConfig.PublishedImage published -> (scope, row) -> image(published, scope, row);
        };
    }

    private static Code bundle(Path repository, FunctionDefinition row) {
        Path bundle = repository.resolve("target/bundles/%s.zip".formatted(row.bundle()));
        if (!Files.isRegularFile(bundle)) {
            throw new IllegalStateException(
                    "the bundle of %s does not exist: run scripts/deploy, which builds it".formatted(row.bundle()));
        }
        return Code.fromAsset(bundle.toString());
    }

    /**
     * Returns the image of a function. Each function has its own image, because each has its own AOT cache. Docker
     * builds the shared layers once.
     */
    private static Code image(DeploymentConfig deployment, Path repository, FunctionDefinition row) {
        return Code.fromAssetImage(
                repository.toString(),
                AssetImageCodeProps.builder()
                        .file(DOCKERFILE)
                        .buildArgs(Map.of("FUNCTION", row.name()))
                        .platform(deployment.onArm() ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64)
                        .assetName(row.name())
                        .build());
    }

    private static Code image(DeploymentConfig.PublishedImage published, Construct scope, FunctionDefinition row) {
        String name = published.repository(row.name());
        IRepository repository = Repository.fromRepositoryAttributes(
                scope,
                "Images-" + row.name(),
                RepositoryAttributes.builder()
                        .repositoryName(name)
                        .repositoryArn("arn:%s:ecr:%s:%s:repository/%s"
                                .formatted(
                                        Stack.of(scope).getPartition(), published.region(), published.account(), name))
                        .build());
        return Code.fromEcrImage(
                repository,
                EcrImageCodeProps.builder()
                        .tagOrDigest(published.tag(row.name()))
                        .build());
    }

    private static Path placeholderBundle(Path folder) {
        Path bundle = folder.resolve("absent.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            ZipEntry entry = new ZipEntry("lib/absent.txt");
            entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write("Placeholder for a function's bundle.".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + bundle, e);
        }
        return bundle;
    }

    private static Path placeholderRepository(Path folder) {
        Path repository = folder.resolve("absent");
        try {
            Path file = repository.resolve(DOCKERFILE);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, "# Placeholder for the Dockerfile of the functions' images.\nFROM scratch\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + repository, e);
        }
        return repository;
    }
}
