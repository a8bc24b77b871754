command -v xmllint >/dev/null || skip "xmllint is not installed (Debian: libxml2-utils)"
mkdir in
printf 'A crowd. ]]> <script>alert(1)</script> & \001\033[2J \342\200\256 \357\277\277\nCHINA OUT' \
    >in/a.txt
caption "in/$(printf 'b<i>\n&amp;"c.txt')" 'ASK DESK FIRST <b>]]>'
cp "$sources"/fixtures/pictures/*.* "$sources"/fixtures/pictures/damaged/*.* in/

# follows FORMAT OPTION SCHEMA: the report is right, and wrong once $1 is changed by the script $4.
follows() {
    captionlint check --no-config --territory CN,FR,JP --medium internet --use editorial \
        --format "$1" -o report.xml in gone.jpg
    expect_status 2
    schema="$sources/fixtures/schemas/$3"
    xmllint --noout --nonet "$2" "$schema" report.xml 2>"$there/err" || fail "no right $1"
    sed "$4" report.xml >wrong.xml
    ! xmllint --noout --nonet "$2" "$schema" wrong.xml 2>"$there/err" ||
        fail "the schema takes a wrong $1"
}

follows junit --schema junit-jenkins.xsd 's/ classname=/ class=/'
follows checkstyle --relaxng checkstyle.rng 's/severity="error"/severity="fatal"/'

# What the suites count is what they hold.
count() {
    xmllint --xpath "$1" report.xml
}
captionlint check --no-config --territory CN,FR,JP --format junit -o report.xml in gone.jpg
for what in testcase/failure testcase/error testcase; do
    case $what in
    */failure) attribute=failures ;;
    */error) attribute=errors ;;
    *) attribute=tests ;;
    esac
    [ "$(count "sum(//testsuite/@$attribute)")" = "$(count "count(//testsuite/$what)")" ] ||
        fail "the suites count $attribute wrongly"
    [ "$(count "count(//testsuite/$what)")" -gt 0 ] || fail "there are no $attribute"
done
