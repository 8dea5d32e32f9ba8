package io.grantkeeper.cli;

import io.grantkeeper.behavior.PlaceBook;
import io.grantkeeper.behavior.explain.ActivityExplainer;
import io.grantkeeper.behavior.explain.ActivityExplainer.Reading;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.reports.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Answers lines of activities. Lines that are waiting are parsed in parallel and answered in their order; if no line
 * waits, each is answered at once.
 */
final class ActivityLines {
    private static final int MOST_AT_ONCE = 4_096;

    private ActivityLines() {}

    /**
     * Reads standard input to its end.
     *
     * @param file the file of places, if the operator names one
     * @return the exit code
     */
    static int answer(Optional<Path> file, Clock clock) throws IOException {
        PlaceBook places = new PlaceBook();
        Terminal messages = Terminal.errors();
        if (file.isPresent()) {
            if (!Files.isReadable(file.get())) {
                messages.line("--places: the file cannot be read; name a file of JSON lines");
                return 2;
            }
            try (BufferedReader lines = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
                places.read(lines);
            }
            places.faults().forEach(messages::line);
        }
        ActivityExplainer explainer = new ActivityExplainer(mappers(), places, clock);
        Terminal out = Terminal.documents();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 20)) {
            long number = 0;
            for (List<String> lines = waiting(in); !lines.isEmpty(); lines = waiting(in)) {
                for (Reading reading : read(explainer, number, lines)) {
                    out.json(explainer.answer(reading));
                }
                number += lines.size();
                out.flush();
            }
        }
        return 0;
    }

    private static Map<String, ActivityMapper> mappers() {
        Map<String, ActivityMapper> mappers = new HashMap<>();
        for (Connector connector : ConnectorRegistry.standard().all()) {
            connector
                    .activities()
                    .ifPresent(mapper -> mappers.put(connector.provider().value(), mapper));
        }
        return mappers;
    }

    /** Waits for a line, and returns it with those that are already waiting; none at the end of the input. */
    private static List<String> waiting(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            String line = in.readLine();
            if (line == null) {
                break;
            }
            lines.add(line);
        } while (lines.size() < MOST_AT_ONCE && in.ready());
        return lines;
    }

    private static List<Reading> read(ActivityExplainer explainer, long before, List<String> lines) {
        IntStream numbers = IntStream.range(0, lines.size());
        return (lines.size() > 64 ? numbers.parallel() : numbers)
                .mapToObj(index -> explainer.read(before + index + 1, lines.get(index)))
                .toList();
    }
}
