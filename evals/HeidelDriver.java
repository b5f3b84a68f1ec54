// Runs HeidelTime over many texts in one process, for evals.dev_times: loading it takes longer than a text.
// Arguments: a config.props, and a list of lines "text file <tab> ISO day <tab> file to write".
import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;

public class HeidelDriver {
    public static void main(String[] arguments) throws Exception {
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, arguments[0], POSTagger.TREETAGGER, true);
        SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd");
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            String[] part = line.split("\t");
            String marked = tagger.process(Files.readString(Path.of(part[0])), day.parse(part[1]));
            Files.writeString(Path.of(part[2]), marked);
        }
    }
}
