package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.functions.FunctionRow;
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

/** Where functions' code comes from. */
@FunctionalInterface
public interface FunctionCode {
    /** From the project's folder. */
    String DOCKERFILE = "functions/Dockerfile";

    /** @param scope of what it takes to name the code, where it takes anything */
    Code of(Construct scope, FunctionRow row);

    /** What {@code scripts/package} made, what Docker makes of the repository, or what is in a registry. */
    static FunctionCode of(Deployment deployment, Path repository) {
        return switch (deployment.packagedAs()) {
            case Deployment.Zip() -> (_, row) -> bundle(repository, row);
            case Deployment.BuiltImage() -> (_, row) -> image(deployment, repository, row);
            case Deployment.PublishedImage published -> (scope, row) -> image(published, scope, row);
        };
    }

    /**
     * A stand-in for all that has to be built, of the same bytes each time: for looking at templates before anything is.
     *
     * @param folder where it is put
     */
    static FunctionCode absent(Deployment deployment, Path folder) {
        return switch (deployment.packagedAs()) {
            case Deployment.Zip() -> {
                Path bundle = emptyBundle(folder);
                yield (_, _) -> Code.fromAsset(bundle.toString());
            }
            case Deployment.BuiltImage() -> {
                Path repository = emptyRepository(folder);
                yield (_, row) -> image(deployment, repository, row);
            }
            case Deployment.PublishedImage published -> (scope, row) -> image(published, scope, row);
        };
    }

    private static Code bundle(Path repository, FunctionRow row) {
        Path bundle = repository.resolve("target/bundles/%s.zip".formatted(row.bundle()));
        if (!Files.isRegularFile(bundle)) {
            throw new IllegalStateException(
                    "the bundle of %s is not built: run scripts/deploy, which builds it".formatted(row.bundle()));
        }
        return Code.fromAsset(bundle.toString());
    }

    /** Each function has an image of its own, since it has an AOT cache of its own; what comes before is built once. */
    private static Code image(Deployment deployment, Path repository, FunctionRow row) {
        return Code.fromAssetImage(
                repository.toString(),
                AssetImageCodeProps.builder()
                        .file(DOCKERFILE)
                        .buildArgs(Map.of("FUNCTION", row.name()))
                        .platform(deployment.onArm() ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64)
                        .assetName(row.name())
                        .build());
    }

    private static Code image(Deployment.PublishedImage published, Construct scope, FunctionRow row) {
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

    private static Path emptyBundle(Path folder) {
        Path bundle = folder.resolve("absent.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            ZipEntry entry = new ZipEntry("lib/absent.txt");
            entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write("This stands in for a function's bundle.".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + bundle, e);
        }
        return bundle;
    }

    private static Path emptyRepository(Path folder) {
        Path repository = folder.resolve("absent");
        try {
            Path file = repository.resolve(DOCKERFILE);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, "# This stands in for what builds functions' images.\nFROM scratch\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + repository, e);
        }
        return repository;
    }
}
