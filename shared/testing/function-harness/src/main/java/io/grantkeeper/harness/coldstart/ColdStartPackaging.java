package io.grantkeeper.harness.coldstart;

import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.packaging.ImageFolder;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The packaging of a candidate, which determines the work that remains when an event arrives. */
enum ColdStartPackaging {
    /**
     * A zip file whose process starts from a snapshot. Deployments use this packaging by default. Neither the work
     * before the snapshot nor restoring the snapshot is measured.
     */
    SNAPSTART("snapstart", "zip, SnapStart") {
        @Override
        EmulatedFunction.Settings settings(ImageFolder image, EmulatedFunction.Settings settings) {
            return image.managed(settings);
        }

        @Override
        EmulatedFunction start(EmulatedFunction.Settings settings) throws IOException, InterruptedException {
            return EmulatedFunction.restore(settings);
        }
    },

    /** A container image with an AOT cache. */
    IMAGE("image", "image, AOT cache") {
        @Override
        EmulatedFunction.Settings settings(ImageFolder image, EmulatedFunction.Settings settings) {
            return image.cached(settings);
        }
    },

    /** A zip file without SnapStart. */
    ZIP("zip", "zip") {
        @Override
        EmulatedFunction.Settings settings(ImageFolder image, EmulatedFunction.Settings settings) {
            return image.managed(settings);
        }
    };

    private final String option;
    private final String label;

    ColdStartPackaging(String option, String label) {
        this.option = option;
        this.label = label;
    }

    /**
     * Returns the packaging for the value of a command-line option.
     *
     * @throws IllegalArgumentException if there is no such packaging; the message lists all valid values
     */
    static ColdStartPackaging of(String option) {
        return Arrays.stream(values())
                .filter(packaging -> packaging.option.equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--packaging takes %s, not '%s'"
                        .formatted(
                                Arrays.stream(values())
                                        .map(packaging -> packaging.option)
                                        .collect(Collectors.joining(", ")),
                                option)));
    }

    /** Returns the packaging's label in the report. */
    String label() {
        return label;
    }

    /** Returns a copy of the settings with which the emulated function runs a candidate's jars in this packaging. */
    abstract EmulatedFunction.Settings settings(ImageFolder image, EmulatedFunction.Settings settings);

    EmulatedFunction start(EmulatedFunction.Settings settings) throws IOException, InterruptedException {
        return EmulatedFunction.start(settings);
    }
}
